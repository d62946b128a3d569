"""Pandera, for whoever checks rows: without what it imports to make rows up.

Where hypothesis is installed, as it is for tests, Pandera takes it, which is longer than all that it is for.
"""

from __future__ import annotations

import sys

_is_new = sys.modules.setdefault("hypothesis", None) is None  # type: ignore[arg-type]
try:
    import pandera.pandas as pa
    import pandera.strategies.pandas_strategies  # noqa: F401
finally:
    if _is_new:  # who asks for it later gets it
        del sys.modules["hypothesis"]

__all__ = ["pa"]
