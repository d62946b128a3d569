"""What leagues get: replies, templates, reminders."""
