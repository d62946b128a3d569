"""What differs from the edition published last: row by row of the tables, figure by figure, in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict, cast

import sqlalchemy as sa

from etl.publish.annual.content import Change, Content, Row, plain
from etl.publish.annual.department import SECTIONS
from etl.publish.annual.words import (
    BASE,
    SEVERITIES,
    STANDINGS,
    TABLES,
    TIMELINESS,
    matter_state,
    part_name,
    period,
)
from etl.store.warehouse import rows
from schemas.periods import Period

Rows = Sequence[Row]


class EditionRow(TypedDict):
    """A set that was published; in a document of the archive its moments are texts."""

    period: str
    edition_no: int
    as_of: datetime
    content_sha256: str
    approved_by: str
    approved_at: datetime
    published_at: datetime
    registry_sha256: str
    folder: str


@dataclass(frozen=True)
class Watched:
    """A table whose rows are compared: their key, what people call a row, and the columns that count."""

    key: tuple[str, ...]
    called: tuple[str, ...]
    columns: Mapping[str, str]


_FIGURE = {"value": "数值", "provisional": "暂定", "missing_leagues": "缺报盟市"}
_TARGET = {"actual": "实际", "standing": "判定", "missing": "缺", "opening_balance": BASE}
_MONEY = {"budget": "预算(万元)", "spent": "支出(万元)"}
_LACKING_MONEY = {"budget_missing_leagues": "预算缺报盟市", "spent_missing_leagues": "支出缺报盟市"}
_DUTY = {"timeliness": "报送", "versions": "版本数", "errors": "错误数", "warnings": "未说明的警告数"}
_EMPLOYMENT = {
    "enterprises": "企业数",
    "employees": "现有员工",
    "vacancies": "岗位空缺",
    "hired": "新招人数",
    "next_month_demand": "下月需求",
    "solved": "解决用工",
}
_EVENTS = {"events": "招聘活动", "missing_leagues": "缺报盟市"}
ANSWER = {"handler_zh": "承办单位", "state": "办理情况", "reply": "答复", "replied_on": "答复日期"}
_MATTER = {"leagues_zh": "提出盟市", **ANSWER}
_SOURCE = {"submission_id": "报送号", "source_file": "文件"}
WATCHED: Mapping[str, Watched] = {
    "annual_target": Watched(("target_id", "league_code"), ("league_name_zh", "indicator_name_zh"), _TARGET),
    "action_target": Watched(("target_id", "league_code"), ("league_name_zh", "indicator_name_zh"), _TARGET),
    "annual_project": Watched(
        ("project_no",),
        ("name_zh",),
        {"standing": "判定", **_MONEY, "missing_leagues": "缺报盟市", **_LACKING_MONEY},
    ),
    "annual_indicator": Watched(("indicator_code", "league_code"), ("league_name_zh", "name_zh"), _FIGURE),
    "annual_account": Watched(
        ("project_no", "league_code"),
        ("league_name_zh", "project_name_zh"),
        {"status": "状态", **_MONEY, "target": "自报目标", "completed": "自报完成", "rate": "自报完成率"},
    ),
    "annual_return": Watched(("league_code", "period"), ("league_name_zh", "period"), _DUTY),
    "annual_difference": Watched(
        ("league_code", "indicator_code"),
        ("league_name_zh", "name_zh"),
        {"from_quarters": "四季度数", "from_annual_return": "年报数", "explanation": "说明"},
    ),
    "annual_suggestion": Watched(
        ("league_code", "period", "row_no"),
        ("league_name_zh", "period", "project_name_zh"),
        {"problem": "问题", "suggestion": "建议"},
    ),
    "annual_forecast": Watched(("target_id",), ("indicator_name_zh",), {"expected": "推算数"}),
    "suggestion_matter": Watched(("matter_id",), ("wording",), _MATTER),
    "earlier_matter": Watched(("matter_id",), ("wording",), _MATTER),
    "annual_finding": Watched(
        ("submission_id", "rule_id", "part", "sheet", "cell", "project_no", "indicator_code"),
        ("league_name_zh", "period", "rule_name_zh"),
        {"severity": "级别", "says_zh": "内容"},
    ),
    "annual_waiver": Watched(("waiver_id",), ("league_name_zh", "rule_name_zh"), {"reason": "理由"}),
    "annual_submission": Watched(
        ("league_code", "period", "part"), ("league_name_zh", "period", "part"), _SOURCE
    ),
    "quarter_target": Watched(("target_id", "league_code"), ("league_name_zh", "indicator_name_zh"), _TARGET),
    "quarter_indicator": Watched(
        ("indicator_code", "league_code"),
        ("league_name_zh", "name_zh"),
        {"figure": "本季度数", "year_to_date": "本年累计", "missing_leagues": "缺报盟市"},
    ),
    "quarter_project": Watched(
        ("project_no",), ("name_zh",), {**_MONEY, "missing_leagues": "缺报盟市", **_LACKING_MONEY}
    ),
    "quarter_return": Watched(("league_code",), ("league_name_zh",), _DUTY),
    "quarter_suggestion": Watched(
        ("league_code", "row_no"),
        ("league_name_zh", "project_name_zh"),
        {"problem": "问题", "suggestion": "建议"},
    ),
    "quarter_submission": Watched(("league_code", "part"), ("league_name_zh", "part"), _SOURCE),
    "annual_county": Watched(
        ("county_code", "indicator_code"),
        ("league_name_zh", "county_name_zh", "name_zh"),
        {"value": "数值", "previous_year": "上年数"},
    ),
    "annual_enterprise": Watched(
        ("month", "league_code"), ("month", "league_name_zh"), _EMPLOYMENT | _EVENTS
    ),
    "annual_industry": Watched(("month", "industry"), ("month", "industry"), _EMPLOYMENT),
    "annual_words": Watched(("section", "subject", "place"), ("section", "subject"), {"words": "内容"}),
    "month_enterprise": Watched(("league_code",), ("league_name_zh",), _EMPLOYMENT | _EVENTS),
    "month_industry": Watched(("industry",), ("industry",), _EMPLOYMENT),
    "month_vacancy": Watched(
        ("league_code", "uscc"), ("league_name_zh", "name_zh"), {"vacancies": "岗位空缺"}
    ),
    "month_event": Watched(
        ("league_code", "title", "held_on"), ("league_name_zh", "title"), {"posts": "岗位数"}
    ),
    "month_return": Watched(("league_code",), ("league_name_zh",), _DUTY),
    "month_submission": Watched(("league_code", "part"), ("league_name_zh", "part"), _SOURCE),
}

# Numbers that follow from the order of the rows.
_ORDER = {"place", "row_no"}

# Codes that people read as words, by the column that holds them.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "standing": STANDINGS,
    "timeliness": TIMELINESS,
    "severity": SEVERITIES,
    "section": SECTIONS,
}
_CALLED: Mapping[str, Callable[[str], str]] = {
    "period": period,
    "month": period,
    "part": part_name,
    "state": matter_state,
}


def with_changes(connection: sa.Connection, content: Content) -> Content:
    """The content, compared with the edition of its period that was published before it, if there is one.

    Before an edition: of a lower number; before a draft: published by its moment.
    """
    editions = editions_of(connection, content.period)
    own = content.edition.number
    earlier = [
        row["edition_no"]
        for row in editions
        if (row["published_at"] <= content.as_of if own is None else row["edition_no"] < own)
    ]
    if not earlier:
        return content
    before = kept(connection, str(content.period), earlier[0])
    return replace(content, changes=changes(before, plain(content.tables)), compared_with=earlier[0])


def editions_of(connection: sa.Connection, of_period: Period) -> list[EditionRow]:
    """The editions of the period, the newest first."""
    return cast(list[EditionRow], rows(connection, "publish/editions", period=str(of_period)))


def kept(connection: sa.Connection, of_period: str, edition_no: int) -> dict[str, Rows]:
    """The tables of an edition as they were published, in the form of `plain`."""
    tables = rows(connection, "publish/content_of", period=of_period, edition_no=edition_no)
    return {row["table_name"]: row["content"] for row in tables}


def changes(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> list[Change]:
    """Every watched figure and word that differs.

    A row that is new, or gone, has its columns with nothing before, or after. What differs beside the watched
    columns is one change of its row, 其他内容.
    """
    return [
        change
        for table, watched in WATCHED.items()
        for change in _of_table(TABLES[table], watched, before.get(table, []), after.get(table, []))
    ]


def _of_table(name: str, watched: Watched, before: Rows, after: Rows) -> Iterator[Change]:
    old, new = _by_key(watched, before), _by_key(watched, after)
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key, {}), new.get(key, {})
        row = now or was
        key_zh = " ".join(filter(None, (_in_words(called, row[called]) for called in watched.called)))
        for column, column_zh in watched.columns.items():
            old_value, new_value = (_in_words(column, side.get(column)) for side in (was, now))
            if old_value != new_value:
                yield Change(
                    table=name, key_zh=key_zh, column_zh=column_zh, before=old_value, after=new_value
                )
        # A column that the tables did not have then is no change of what they say.
        beside = (was.keys() & now.keys()) - watched.columns.keys() - _ORDER
        if any(was[column] != now[column] for column in beside):
            yield Change(table=name, key_zh=key_zh, column_zh="其他内容", before="原内容", after="有更新")


def _by_key(watched: Watched, side: Rows) -> dict[tuple[Any, ...], Row]:
    """The rows by their key; of several that have one, each by its place among them."""
    seen: Counter[tuple[Any, ...]] = Counter()
    by_key = {}
    for row in side:
        key = tuple(row[name] for name in watched.key)
        by_key[*key, seen[key]] = row
        seen[key] += 1
    return by_key


def _in_words(column: str, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if column in _CALLED:
        return _CALLED[column](value)
    return _WORDS.get(column, {}).get(value, str(value))
