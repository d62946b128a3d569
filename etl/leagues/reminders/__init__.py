"""Reminders of returns that are not complete, and the centre's digest: as mail and as files."""
