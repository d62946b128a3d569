"""The annual tables worked out a second time, in pandas, from what was filed and from CSV files alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def frame(path: str | Path) -> pd.DataFrame:
    """A CSV file; every cell a text, blank where nothing is."""
    return pd.read_csv(path, dtype=str, keep_default_na=False)
