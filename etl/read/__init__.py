"""Read: any file -> `Reading`, every value with the sheet and cell that it came from.

parsed (its sheets, which `parse` takes from its bytes in a process of its own) -> header (which part is a
sheet) -> evidence (whose, which period) -> choose (which sheets count) -> rows, row (their values).
The reader judges gates and cells, nothing else.
"""
