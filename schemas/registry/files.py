"""A Pandera schema for each file of the registry: what its columns may hold, as it is written."""

from __future__ import annotations

import pandas as pd

from schemas.checking import pa
from schemas.periods import CADENCES
from schemas.registry.cells import (
    CODE,
    DATE,
    DATE_OR_BLANK,
    DAYS,
    DECIMALS,
    DECIMALS_OR_BLANK,
    EMAIL,
    ID,
    ID_OR_BLANK,
    INDICATOR,
    INDICATOR_OR_BLANK,
    LIST,
    NUMBER,
    NUMBER_OR_BLANK,
    PERIOD,
    PERIOD_OR_BLANK,
    POSITIVE,
    PROJECT,
    PROJECT_OR_BLANK,
    TEXT,
    TEXT_OR_BLANK,
    WHOLE,
    WHOLE_OR_BLANK,
    WORDS_WITH_THRESHOLD,
    YEAR,
    YES_NO,
    matches,
    one_of,
)
from schemas.registry.feeds import FEEDS
from schemas.registry.rows import Fault, Row

# What code looks words up under, beside the fields of columns that hold a choice.
WORD_KINDS = (
    "not_reported",
    "total_row",
    "qualifier",
    "actual",
    "numbering_row",
    "note",
    "multiplier",
    "empty_phrase",
    "litter",
    "partial_copy",
    "state",
    "matter_state",
)


def _file(key: list[str], **columns: pa.Check) -> pa.DataFrameSchema:
    """A file of these columns, whose rows differ in `key`."""
    return pa.DataFrameSchema(
        {name: pa.Column(str, check) for name, check in columns.items()},
        unique=key,
        report_duplicates="exclude_first",
        strict=True,
    )


FILES: dict[str, pa.DataFrameSchema] = {
    "leagues.csv": _file(
        ["league_code"],
        league_code=CODE,
        name_zh=TEXT,
        name_en=TEXT,
        kind=ID,
        aliases_zh=LIST,
        in_region_sum=YES_NO,
        valid_from=DATE,
        valid_to=DATE_OR_BLANK,
    ),
    "counties.csv": _file(["county_code"], county_code=CODE, county_name_zh=TEXT, league_code=CODE),
    "departments.csv": _file(
        ["department_zh"], department_zh=TEXT, name_en=TEXT, valid_from=DATE, valid_to=DATE_OR_BLANK
    ),
    "projects.csv": _file(
        ["project_no"],
        project_no=PROJECT,
        name_zh=TEXT,
        name_en=TEXT,
        departments_zh=LIST,
        cadence=one_of(*CADENCES),
        departments_wording=TEXT_OR_BLANK,
    ),
    "indicators.csv": _file(
        ["indicator_code"],
        indicator_code=INDICATOR,
        project_no=PROJECT,
        name_zh=TEXT,
        name_en=TEXT,
        unit_zh=TEXT,
        unit_en=TEXT,
        measure=one_of("flow", "stock", "ratio"),
        decimals=DECIMALS,
        numerator=INDICATOR_OR_BLANK,
        denominator=INDICATOR_OR_BLANK,
        not_above=INDICATOR_OR_BLANK,
        one_a_county=YES_NO,
        lasting=YES_NO,
        over_leagues=one_of("sum", "terms", "none"),
        valid_from=DATE,
        valid_to=DATE_OR_BLANK,
    ),
    "targets.csv": _file(
        ["target_id"],
        target_id=matches(r"T[0-9]{2}[a-z]?", "must be a target's id such as T11a"),
        indicator_code=INDICATOR,
        scope=one_of("region", "each_league"),
        basis=one_of("each_year", "cumulative", "stock", "stock_by"),
        from_year=YEAR,
        by_year=YEAR,
        at_least=POSITIVE,
        up_to=NUMBER_OR_BLANK,
        tolerance=matches(r"(?:0\.[0-9]+)?", "must be blank or a share of the goal such as 0.05"),
        wording_zh=TEXT,
        note=TEXT_OR_BLANK,
    ),
    "returns.csv": _file(
        ["return_kind"],
        return_kind=ID,
        name_zh=TEXT,
        name_en=TEXT,
        cadence=one_of(*CADENCES),
        first_period=PERIOD,
        last_period=PERIOD,
        in_annual_set=YES_NO,
    ),
    "due_days.csv": _file(["return_kind", "from_period"], return_kind=ID, from_period=PERIOD, day=WHOLE),
    "subjects.csv": _file(
        ["subject"],
        subject=ID,
        name_zh=TEXT,
        name_en=TEXT,
        listed_in=ID_OR_BLANK,
        listed_name=ID_OR_BLANK,
        code_field=ID,
        name_field=ID,
        signs=one_of("", "uscc", "any"),
    ),
    "parts.csv": _file(
        ["return_kind", "part"],
        return_kind=ID,
        part=ID,
        name_zh=TEXT,
        name_en=TEXT,
        subject=ID,
        reported_table=ID,
        may_be_empty=YES_NO,
        feeds=one_of(*FEEDS),
        from_period=PERIOD_OR_BLANK,
    ),
    "columns.csv": _file(
        ["return_kind", "part", "field"],
        return_kind=ID,
        part=ID,
        field=ID,
        name_zh=TEXT,
        aliases_zh=LIST,
        role=one_of("key", "unit", "value", "note"),
        holds=ID,
        required=YES_NO,
        unit_zh=TEXT_OR_BLANK,
        decimals=DECIMALS_OR_BLANK,
        indicator_code=INDICATOR_OR_BLANK,
        fills=one_of("", "figure", "year_to_date"),
    ),
    "part_rules.csv": _file(["return_kind", "part", "rule_id"], return_kind=ID, part=ID, rule_id=ID),
    "labels.csv": _file(
        ["label"],
        label=ID,
        name_zh=TEXT,
        aliases_zh=LIST,
        place=one_of("above", "below", "unasked"),
        required=YES_NO,
    ),
    "units.csv": _file(["unit_zh", "to_unit_zh"], unit_zh=TEXT, to_unit_zh=TEXT, factor=POSITIVE),
    "words.csv": _file(["kind", "word"], kind=ID, word=TEXT, meaning=TEXT),
    "rules.csv": _file(
        ["rule_id"],
        rule_id=ID,
        version=WHOLE,
        judge=one_of("gate", "reader", "pandera", "sql"),
        severity=one_of("error", "warning", "info"),
        status=one_of("beta", "active", "retired"),
        column=ID_OR_BLANK,
        explained_in=one_of("", "own_row", "annual_data"),
        cell_values=one_of("", "given", "given|expected"),
        beside=LIST,
        name_zh=TEXT,
        name_en=TEXT,
        says_zh=TEXT,
        to_do_zh=TEXT,
        says_en=TEXT,
        to_do_en=TEXT,
        example_zh=TEXT,
        example_en=TEXT,
    ),
    "causes.csv": _file(["rule_id"], rule_id=ID, together=one_of("no", "facts", "part"), absorbs=LIST),
    "due_rules.csv": _file(
        ["due_rule"],
        due_rule=one_of("none", "legal_holiday", "announced_break", "every_day_off"),
        name_zh=TEXT,
        name_en=TEXT,
    ),
    "moves.csv": _file(
        ["thing", "verb", "from_state", "to_state"],
        thing=one_of("submission", "part", "year", "period"),
        verb=ID,
        from_state=ID_OR_BLANK,
        to_state=ID,
    ),
    "opening_balances.csv": _file(
        ["indicator_code", "year", "league_code"],
        indicator_code=INDICATOR,
        year=YEAR,
        league_code=CODE,
        value=NUMBER,
        source=TEXT,
        known_from=DATE,
    ),
    "exemptions.csv": _file(
        ["league_code", "return_kind", "period"],
        league_code=CODE,
        return_kind=ID,
        period=PERIOD,
        reason=TEXT,
        approved_by=TEXT,
        approved_on=DATE,
    ),
    "waivers.csv": _file(
        ["waiver_id"],
        waiver_id=TEXT,
        rule_id=ID,
        league_code=CODE,
        return_kind=ID,
        period=PERIOD,
        part=ID,
        indicator_code=INDICATOR_OR_BLANK,
        project_no=PROJECT_OR_BLANK,
        subject_code=TEXT_OR_BLANK,
        reason=TEXT,
        approved_by=TEXT,
        approved_on=DATE,
        valid_to=DATE_OR_BLANK,
    ),
    "contacts.csv": _file(
        ["league_code", "email"],
        league_code=CODE,
        name_zh=TEXT,
        email=EMAIL,
        valid_from=DATE,
        valid_to=DATE_OR_BLANK,
    ),
    "alarms.csv": _file(
        ["alarm_id"],
        alarm_id=ID,
        severity=one_of("error", "warning"),
        threshold=WHOLE_OR_BLANK,
        unit=one_of("", "minutes", "days", "leagues", "percent"),
        repeat_hours=WHOLE,
        lapse_hours=WHOLE_OR_BLANK,
        name_zh=TEXT,
        name_en=TEXT,
        says_zh=WORDS_WITH_THRESHOLD,
        says_en=WORDS_WITH_THRESHOLD,
        to_do_zh=TEXT,
        to_do_en=TEXT,
    ),
    "reminders.csv": _file(
        ["reminder"],
        reminder=ID,
        from_day=DAYS,
        every_days=WHOLE_OR_BLANK,
        says_zh=matches(
            r"[^\s{}](?:[^{}]|\{days\})*", "must be words, with no other placeholder than {days}"
        ),
    ),
}


def file_faults(file: str, rows: list[Row]) -> list[Fault]:
    """What the file's schema finds in its rows; a doubled key is a fault of the row that comes later."""
    schema = FILES[file]
    columns = list(schema.columns)
    # Indexed by line: Pandera's failure cases then name it.
    frame = pd.DataFrame(
        [[row[column] for column in columns] for row in rows],
        columns=columns,
        index=[row.line for row in rows],
        dtype="str",
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    doubled = cases["check"] == "multiple_fields_uniqueness"
    faults = [
        Fault(file, int(line), f"{column} {value!r} {check}")
        for column, check, value, line in cases.loc[
            ~doubled, ["column", "check", "failure_case", "index"]
        ].itertuples(index=False)
    ]
    for line in cases.loc[doubled, "index"].unique():
        key = frame.loc[line, schema.unique]
        first = frame.index[(frame[schema.unique] == key).all(axis="columns")][0]
        values = ", ".join(f"{column} {value!r}" for column, value in key.items())
        faults.append(Fault(file, int(line), f"{values} stands in line {first} already"))
    return faults
