"""Small returns of one league, as text: three enterprises by the month, and its counties by the quarter."""

from __future__ import annotations

from pathlib import Path

from schemas.registry import registry

LEAGUE = "150400"
COUNTIES = [county for county in registry().counties.values() if county.league_code == LEAGUE]
FIRST, SECOND, THIRD, FOURTH = (
    "911504290040000086",
    "91150403004000016B",
    "91150424004000024K",
    "911504280040000328",
)
_ENTERPRISES = (
    "统一社会信用代码,企业名称,所在旗县,所属行业,"
    "现有员工数,岗位空缺数,本月新招人数,下月用工需求,解决用工人数,情况说明"
)
_EVENTS = "活动日期,活动名称,所在旗县,参加企业数,提供岗位数,达成意向人数"
_COUNTIES = "旗县代码,P13-1,P13-2,P13-3,P16-2,P16-3本季度数,P16-3本年累计,P27-1,P27-2"
ROWS = (
    f"{FIRST},宁城建材有限公司,宁城县,制造业,84,1,2,5,0,",
    f"{SECOND},元宝山物流有限公司,元宝山,快递,88,1,1,4,0,",
    f"{THIRD},林西食品有限公司,150424,农、林、牧、渔业,649,10,2,12,2,",
)
EVENTS = ("2024-03-08,春风行动专场,宁城县,12,300,40", "2024-03-20,民营企业招聘月,红山区,20,500,60")


def enterprises(folder: Path, period: str, rows: tuple[str, ...] = ROWS) -> Path:
    return _written(folder / f"赤峰市_{period}_企业.csv", period, _ENTERPRISES, rows)


def events(folder: Path, period: str, rows: tuple[str, ...] = EVENTS) -> Path:
    return _written(folder / f"赤峰市_{period}_活动.csv", period, _EVENTS, rows)


def counties(folder: Path, period: str, *, first: str = "2,29,350,1,131,131,1,18") -> Path:
    """The first county's figures as told; each other has one or ten of everything."""
    others = [f"{county.county_code},1,10,10,1,10,10,1,10" for county in COUNTIES[1:]]
    rows = (f"{COUNTIES[0].county_code},{first}", *others)
    return _written(folder / f"赤峰市_{period}_旗县.csv", period, _COUNTIES, rows)


def _written(path: Path, period: str, header: str, rows: tuple[str, ...]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"盟市,报告期,{header}", *(f"赤峰市,{period},{row}" for row in rows)]
    path.write_text("\n".join(lines), "utf-8-sig")
    return path
