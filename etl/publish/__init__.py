"""Publish: a person approves exactly these figures, and they become a numbered edition that is kept."""
