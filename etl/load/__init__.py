"""Load: what was read goes into the waiting room, `intake`; versions, and years that are locked."""
