"""Validate: one part by itself, by Pandera; then its rows as the warehouse takes them."""
