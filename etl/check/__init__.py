"""Check: what was loaded, against the rest of the return, the history and the other leagues; the verdict."""
