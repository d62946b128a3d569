"""What every room may stand on: settings, calendar, findings, numbers, moments, words."""
