"""The annual set for people, made from the summary tables alone."""
