"""The warehouse's connection, the registry in it, events, locks, and the archive."""
