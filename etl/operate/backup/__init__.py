"""Everything that cannot be made again, in one folder; and a home made from it."""
