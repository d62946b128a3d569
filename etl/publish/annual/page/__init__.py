"""The year as pages for a browser: one of the region, one a league; each is a file that needs no other."""
