"""Rules on what a row is about: an indicator in main data, a project in the other parts."""

from __future__ import annotations

import pandas as pd

from schemas.rules.frame import only
from schemas.rules.rule import Explain, PartRule, at, rule


def _unknown_at(code: str, name: str) -> Explain:
    """Marks the code, or the name of a row without one, if the return has a column for names."""

    def explain(rows: pd.DataFrame) -> pd.DataFrame:
        by_name = rows["code"].isna() & ~rows["lacking"].map(lambda fields: name in fields).astype(bool)
        field = pd.Series(code, index=rows.index).mask(by_name, name)
        return pd.DataFrame(
            {"field": field, "given": rows["code"].fillna(rows["name"]), "expected": None}, dtype=object
        )

    return explain


@rule(_unknown_at("indicator_code", "indicator_name"))
def indicator_unknown(rows: pd.DataFrame) -> pd.Series:
    """A code, or a name that stands alone, that is no indicator of the plan."""
    return rows["subject"].isna()


@rule(_unknown_at("project_no", "project_name"))
def project_unknown(rows: pd.DataFrame) -> pd.Series:
    """A number, or a name that stands alone, that is no project of the plan."""
    return rows["subject"].isna() & (rows["code"].notna() | rows["name"].notna())


def _doubled(rows: pd.DataFrame) -> pd.Series:
    """A subject that stands in more than one row of a return: every row after its first."""
    sure = rows.loc[rows["named"] & ~rows["misnamed"], ["sent", "subject"]]
    return only(rows, sure.duplicated())


def _misnamed(rows: pd.DataFrame) -> pd.Series:
    """A code or number, and a name that is not that of the same subject."""
    return rows["misnamed"]


indicator_doubled = PartRule("indicator_doubled", _doubled, at("indicator_code", "label"))
project_doubled = PartRule("project_doubled", _doubled, at("project_no", "label"))
indicator_name_mismatch = PartRule(
    "indicator_name_mismatch", _misnamed, at("indicator_name", "name", "label")
)
project_name_mismatch = PartRule("project_name_mismatch", _misnamed, at("project_name", "name", "label"))


def may_be_there(rows: pd.DataFrame) -> pd.Series:
    """What a return leaves out, and may yet have in a row whose code or name is unknown, doubled or wrong.

    Such a row may stand for what its name says, and where its name is no other's for anything at all: as
    many may be there as there are such rows.
    """
    if not rows["left_out"].any():
        return rows["left_out"]
    unknown = indicator_unknown if "indicator_code" in rows else project_unknown
    in_doubt = unknown.breaks(rows) | _doubled(rows) | _misnamed(rows)
    if not in_doubt.any():
        return in_doubt
    claimed = rows.loc[in_doubt, ["sent", "by_name"]].dropna()
    claims = pd.MultiIndex.from_frame(claimed)
    is_claimed = pd.MultiIndex.from_frame(rows[["sent", "code"]]).isin(claims) & rows["left_out"]
    nameless = in_doubt & ~rows["misnamed"] & rows["by_name"].isna()
    anything = nameless.groupby(rows["sent"]).transform("sum")
    is_asked = rows["measure"].ne("ratio") if "measure" in rows else True
    lacking = (rows["left_out"] & ~is_claimed & is_asked).groupby(rows["sent"]).transform("sum")
    hidden: pd.Series = rows["left_out"] & (is_claimed | lacking.le(anything))
    return hidden
