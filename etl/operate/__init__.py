"""What ops do and see: decisions, alarms, the board, metrics, backup, rebuild, housekeeping, the handbook."""
