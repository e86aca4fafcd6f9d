"""The groups a person has to do with, and each one's page."""
