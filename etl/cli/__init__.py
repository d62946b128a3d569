"""The program `jibao`."""
