"""The department's own words: a Word file beside the draft of a year, whose text is in the next draft."""
