"""A house style: everything that an office does in its own way, drawn at random from what is normal."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SHEETS = ("xlsx", "xlsx", "xlsx-writer", "xlsx-writer", "xlsx-office", "xls", "xls", "ods", "ods")
TEXTS = ("csv", "csv", "tsv", "txt")


@dataclass(frozen=True)
class House:
    """How a return is written; the fields' values are told by `drawn`."""

    kind: str  # a kind of SHEETS or TEXTS
    split: bool  # one part a file
    encoding: str
    delimiter: str
    quoting: str  # minimal, all
    newline: str
    told_by: str  # cells, name, both: who says the league and the period
    league: int  # which spelling
    period: int
    label: str  # cell, neighbours, merged
    labels_in: str  # row, rows
    label_style: int
    titles: int
    blank_above: int
    form_notes: bool  # 表号, 附件, 有效期至 above the header
    aliases: int  # 0: the form's own headers, 1: aliases
    header: str  # plain, breaks, wide_spaces, spaces, full_width
    two_lines: str  # none, group, split
    order: str  # form, shuffled, reversed
    lacks: str  # nothing, code, name
    wide_name: bool  # the name takes two merged columns
    extra: tuple[str, ...]
    project_column: bool  # merged project names beside the indicators
    unit: str  # plan, blank, converted, mixed
    figure: str  # number, text, thousands, suffix, multiplier, full_width, formula, noise, formatted, mixed
    nothing: tuple[str, ...]  # how a stock's empty year-to-date looks
    keys: str  # plain, full_width, spaced
    silence: tuple[str, ...]  # how a text or a target that is not there looks
    ratios: bool
    rate: str  # text, percent_cell, number, quotient
    merged_leader: bool
    date: int
    blank_rows: bool
    hidden_rows: bool
    hidden_columns: bool
    total: bool
    footer: str  # none, cells, neighbours
    notes: bool
    litter: tuple[str, ...]  # sheets that are no part
    sheet_names: int
    shuffled_rows: bool
    wrong_dimension: bool
    numbering: bool
    remarks: bool

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS


def drawn(rng: Random) -> House:
    """One house of all that could be."""
    often, seldom = 0.5, 0.2
    text = rng.random() < 0.3
    kind = rng.choice(TEXTS if text else SHEETS)
    return House(
        kind=kind,
        split=text or rng.random() < 0.3,
        encoding=rng.choice(("utf-8", "utf-8-sig", "gb18030")),
        delimiter="\t" if kind == "tsv" else rng.choice((",", ",", ";", "\t")),
        quoting=rng.choice(("minimal", "minimal", "all")),
        newline=rng.choice(("\r\n", "\n")),
        told_by=rng.choice(("cells", "cells", "both", "name")),
        league=rng.randrange(12),
        period=rng.randrange(12),
        label=rng.choice(("cell", "neighbours", "merged")),
        labels_in=rng.choice(("row", "rows")),
        label_style=rng.randrange(12),
        titles=rng.randrange(3),
        blank_above=rng.randrange(3),
        form_notes=rng.random() < seldom,
        aliases=rng.randrange(2),
        header=rng.choice(("plain", "plain", "breaks", "wide_spaces", "spaces", "full_width")),
        two_lines="none" if text else rng.choice(("none", "none", "group", "split")),
        order=rng.choice(("form", "form", "shuffled", "reversed")),
        lacks=rng.choice(("nothing", "nothing", "nothing", "code", "name")),
        wide_name=rng.random() < seldom,
        extra=tuple(
            rng.sample(
                ("序号", "上季累计", "同比", "科室", "联系人", "联系方式", ""), rng.choice((0, 0, 1, 2))
            )
        ),
        project_column=rng.random() < seldom,
        unit=rng.choice(("plan", "plan", "blank", "converted", "mixed")),
        figure=rng.choice(
            (
                *("number", "number", "text", "thousands", "suffix", "multiplier", "full_width", "formula"),
                *("noise", "formatted", "trailing", "mixed", "mixed"),
            )
        ),
        nothing=rng.choice(
            (("",), ("",), ("-",), ("—",), ("/",), ("无",), ("", "-", "—", "/", "无", " "), ("level",))
        ),
        keys=rng.choice(("plain", "plain", "full_width", "spaced")),
        silence=rng.choice((("",), ("",), ("", "无", "-"))),
        ratios=rng.random() < often,
        rate=rng.choice(("text", "percent_cell", "number", "quotient")),
        merged_leader=rng.random() < seldom,
        date=rng.randrange(8),
        blank_rows=rng.random() < seldom,
        hidden_rows=rng.random() < seldom,
        hidden_columns=rng.random() < seldom,
        total=rng.random() < often,
        footer=rng.choice(("none", "cells", "neighbours")),
        notes=rng.random() < seldom,
        litter=tuple(rng.sample(("填表说明", "代码表", "项目表", "Sheet3"), rng.choice((0, 0, 1, 3)))),
        sheet_names=rng.randrange(5),
        shuffled_rows=rng.random() < seldom / 2,
        wrong_dimension=rng.random() < seldom,
        numbering=rng.random() < seldom / 2,
        remarks=rng.random() < often,
    )
