"""Summarise: the annual and quarterly tables, each built by the SQL file that has its name."""
