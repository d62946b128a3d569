"""The region itself: the sum of its leagues, and no league."""

from __future__ import annotations

REGION_CODE = "150000"
