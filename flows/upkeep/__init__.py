"""What keeps a group well: reminders, checks, rounds."""
