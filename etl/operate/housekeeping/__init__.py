"""What is done once a week: a backup, the archive against its checksums, and clearing up."""
