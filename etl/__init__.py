"""What Jibao does to a file: receive, read, validate, load, check, summarise, publish."""
