"""Pandera, for whoever checks rows: without what it imports to make rows up.

Where hypothesis is installed, as it is for tests, Pandera takes it, which is longer than all that it is for.
"""

from __future__ import annotations

import sys

_known = sys.modules.get("hypothesis")
sys.modules["hypothesis"] = None  # type: ignore[assignment]
try:
    import pandera.pandas as pa
    import pandera.strategies.pandas_strategies  # noqa: F401
finally:
    del sys.modules["hypothesis"]
    if _known is not None:
        sys.modules["hypothesis"] = _known

__all__ = ["pa"]
