"""The walk of a file, from receive to its reply; the dry run judges it without keeping it."""
