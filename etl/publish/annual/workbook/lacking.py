"""What the year's figures lack, in a few lines; the notes say it whole."""

from __future__ import annotations

from collections.abc import Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.standing import by_target
from etl.publish.annual.words import BASE, number_of, period
from schemas.region import REGION_CODE

# Of a longer list the first ones are named.
_NAMED = 5


def lacking(content: Content) -> list[tuple[str, str]]:
    """What it is about, and what is lacking: always the same lines, so that 无 stands there too."""
    outstanding = [
        f"{row['league_name_zh']}{period(row['period'])}"
        for row in content.tables["annual_return"]
        if row["timeliness"] == "missing"
    ]
    region = [row for row in content.tables["annual_indicator"] if row["league_code"] == REGION_CODE]
    short = [row["name_zh"] for row in region if row["leagues_reporting"] < row["leagues_expected"]]
    provisional = [row["name_zh"] for row in region if row["provisional"]]
    openings = [
        f"{number_of(rows[0]['project_no'])} {rows[0]['indicator_name_zh']}"
        for rows in by_target(content.tables["annual_target"])
        if any(BASE in (row["missing"] or "").split("、") for row in rows)
    ]
    errors = sum(row["severity"] == "error" for row in content.tables["annual_finding"])
    warnings = len(content.tables["annual_finding"]) - errors
    unexplained = sum(not row["explanation"] for row in content.tables["annual_difference"])
    others = (
        f"未结错误{errors}项、警告{warnings}项;豁免{len(content.tables['annual_waiver'])}项;"
        f"季年差异{len(content.tables['annual_difference'])}处,其中没有说明的{unexplained}处。"
    )
    return [
        ("未报齐", _listed(outstanding, "份")),
        ("缺盟市", _listed(short, f"项指标(共{len(region)}项)")),
        (f"缺{BASE}", _listed(openings, "项目标")),
        ("暂定数", _listed(provisional, f"项指标(共{len(region)}项)")),
        ("其他", others),
    ]


def _listed(names: Sequence[str], unit: str) -> str:
    if not names:
        return "无。"
    more = "等" if len(names) > _NAMED else ""
    return f"{len(names)}{unit}:{'、'.join(names[:_NAMED])}{more}。"
