"""Facsimile: a league's own sheets as they look, for the reply that shows them again."""
