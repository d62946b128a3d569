"""The formats' own sides: each module's `parse` gives the sheets of a file as `raw.RawSheet`."""
