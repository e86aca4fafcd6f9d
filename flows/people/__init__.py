"""Owners, admins, jurors, members: how they come and go."""
