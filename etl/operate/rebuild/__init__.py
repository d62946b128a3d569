"""The warehouse made again from the archive alone, and whether it is the same."""
