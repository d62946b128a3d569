"""Rules on rows about a county, an enterprise and the like; and on cells that must be filled in."""

from __future__ import annotations

import pandas as pd

from schemas.rules.frame import only
from schemas.rules.rule import Explain, PartRule, at, rule


def _at_key(given: str | None = None, expected: str | None = None, **facts: str) -> Explain:
    """Marks the cell of the row's code, or of its name where the return has no column for codes."""
    return lambda rows: at("", given, expected, **facts)(rows).assign(field=rows["key_field"])


def _doubled(rows: pd.DataFrame) -> pd.Series:
    """A subject that stands in more than one row of a return: every row after its first."""
    sure = rows.loc[rows["named"] & rows["first"] & ~rows["misnamed"], ["sent", "subject"]]
    return only(rows, sure.duplicated())


member_doubled = PartRule("member_doubled", _doubled, _at_key("label"))


@rule(_at_key(column="key_column"))
def key_missing(rows: pd.DataFrame) -> pd.Series:
    """A row that has words or figures, and nothing that says what it is about."""
    return ~rows["left_out"] & rows["first"] & rows["code"].isna() & ~rows["key_at_fault"]


@rule(_at_key("name", "label"))
def member_name_mismatch(rows: pd.DataFrame) -> pd.Series:
    """A code, and a name that is another's."""
    return rows["misnamed"] & rows["first"]


@rule(_at_key("label", list="key_zh"))
def member_missing(rows: pd.DataFrame) -> pd.Series:
    """A member that was left out, and that no row in doubt may be."""
    in_doubt = _doubled(rows) | (rows["first"] & (rows["key_at_fault"] | rows["misnamed"]))
    doubts = in_doubt.groupby(rows["sent"]).transform("sum")
    lacking = rows["left_out"].groupby(rows["sent"]).transform("sum")
    return rows["left_out"] & lacking.gt(doubts)


def _at_blank(rows: pd.DataFrame) -> pd.DataFrame:
    return at("", "blanks_zh")(rows).assign(field=rows["blank"])


@rule(_at_blank)
def value_missing(rows: pd.DataFrame) -> pd.Series:
    """A required cell that is blank; not in a row without any figure whose remark says why."""
    is_explained = rows["remark"].notna() & ~rows["has_figures"] if "remark" in rows else False
    return ~rows["left_out"] & rows["blank"].notna() & ~is_explained
