"""Receive: a stable file becomes an archived copy and a row; only then does it leave the inbox."""
