"""The formats' own sides: each module's `parse` gives the sheets of a file as `raw.RawSheet`.

They run in the child process alone, without the site: nothing of ours is imported but by relative imports.
"""
