"""What the person who approves sees in Airflow: the figures, what is missing, the warnings; as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from etl.common.punctuation import chinese
from etl.publish.annual.content import Content
from etl.publish.annual.tally import name_of, tally
from etl.publish.annual.words import STANDINGS, TIMELINESS, figure, percent, period
from etl.publish.products import product_of
from etl.summarise.rows import PeriodTarget, Return
from schemas.region import REGION_CODE

_SHOWN = 20  # lines of a list; the set has them all
_LONGEST = 80  # characters of a text
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#!|~]")


def subject(content: Content, sha256: str) -> str:
    """The question in a line; the checksum tells it from others about the same period."""
    name = product_of(content.period).name_zh
    return chinese(f"请审批:{content.period.name_zh}{name}(校验码 {sha256[:8]})")


def body(content: Content, sha256: str) -> str:
    """Everything that speaks for and against, shortest first; `sha256` is what is approved."""
    product = product_of(content.period)
    folder = f"outbox/{product.folder}/{content.period}/"
    only = "批准只对本次数据有效,数据一有变动即作废,须重新审批。"
    lines = [
        f"{content.stamp}。草稿全套在 `{folder}`,校验码 `{sha256[:16]}`。{only}",
        "",
        *_of_targets(content, f"{product.prefix}_target"),
        *_duties(content[f"{product.prefix}_return"]),
        "",
        *_warnings(content),
        "",
        *_changes(content),
    ]
    return "\n".join(lines)


def _of_targets(content: Content, table: str) -> Iterator[str]:
    if table not in content.tables:  # the note on a month has none
        return
    targets: Sequence[PeriodTarget] = content[table]
    yield f"**目标**:{_standings(targets)}。"
    yield ""
    yield from _table(["目标", "对象", "目标值", "实际", "完成比例", "判定", "缺"], _targets(targets))
    yield ""


def _standings(targets: Sequence[PeriodTarget]) -> str:
    """How many targets there are and how many stand how, from the best to the worst."""
    counted = tally(targets)
    stand = "、".join(f"{STANDINGS[code]} {count}" for code, count in counted.targets.items() if count)
    return chinese(f"{counted.words}:{stand}") if stand else "无"


def _targets(targets: Sequence[PeriodTarget]) -> Iterator[list[str]]:
    for row in targets:
        if row["scope"] == "each_league" and row["standing"] == "met":
            continue
        yield [
            chinese(name_of(row)),
            row["league_name_zh"],
            figure(row["goal"], row["decimals"]) + row["unit_zh"],
            figure(row["actual"], row["decimals"]) + ("(暂定)" if row["provisional"] else ""),
            percent(row["share_reached"]),
            STANDINGS[row["standing"]],
            row["missing"] or "",
        ]


def _duties(returns: Sequence[Return]) -> Iterator[str]:
    counts = {word: sum(row["timeliness"] == code for row in returns) for code, word in TIMELINESS.items()}
    yield "**报送**:" + "、".join(f"{word} {count}" for word, count in counts.items() if count) + "。"
    missing = [row for row in returns if row["timeliness"] == "missing"]
    yield from _listed(
        chinese(f"缺:{row['league_name_zh']} {period(row['period'])}({row['outstanding']})")
        for row in missing
    )


def _warnings(content: Content) -> Iterator[str]:
    if "annual_finding" not in content.tables:  # a bulletin has neither findings nor waivers
        return
    provisional = {
        row["league_name_zh"]: None
        for row in content.tables["annual_indicator"]
        if row["provisional"] and row["league_code"] != REGION_CODE
    }
    waivers = (f"{row['waiver_id']}({row['reason']})" for row in content.tables["annual_waiver"])
    remarks = {
        "年报未采用、以季报数暂代的盟市": "、".join(provisional) or "无",
        "未说明的警告和未采用的错误": f"{len(content.tables['annual_finding'])} 条",
        "年报与四季度不一致": f"{len(content.tables['annual_difference'])} 处",
        "豁免": "、".join(map(_safe, waivers)) or "无",
    }
    yield "**提请注意**"
    yield from (f"- {name}:{value}" for name, value in remarks.items())


def _changes(content: Content) -> Iterator[str]:
    if content.compared_with is None:
        yield "**与上一版对照**:这是第 1 版。"
        return
    yield f"**与第 {content.compared_with} 版对照**:{len(content.changes)} 处变动。"
    yield from _listed(
        f"{row['table']} {_safe(row['key_zh'])} {row['column_zh']}:"
        f"{_safe(row['before'] or '无')} → {_safe(row['after'] or '无')}"
        for row in content.changes
    )


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """The first lines of a list, and how many more there are."""
    listed = list(lines)
    yield from (f"- {line}" for line in listed[:_SHOWN])
    if len(listed) > _SHOWN:
        yield f"- 其余 {len(listed) - _SHOWN} 处见草稿。"


def _table(head: Sequence[str], lines: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for line in lines:
        yield f"| {' | '.join(map(_safe, line))} |"


def _safe(text: str) -> str:
    """A text on one line, at most so long, in which Markdown reads nothing."""
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return _MARKDOWN.sub(r"\\\g<0>", cut)
