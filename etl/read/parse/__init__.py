"""Parse: a sender's bytes become cells. All of it runs in a process of its own (see `etl.read.confined`)."""
