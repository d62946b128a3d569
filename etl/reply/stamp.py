"""The hidden sheet of a reply workbook that names the sheets that are ours.

A clerk who corrects her own sheets in the reply and sends that back is understood: ours are left out.
"""

from __future__ import annotations

SHEET = "jibao-reply"
MAGIC = "jibao-reply"  # in the first cell; below it, in the second column, the names of our sheets
