"""The answer to a submission: the reply's JSON as it is, and what its workbook is drawn from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict

from etl.common.findings import FindingCell, FindingKey, FindingRow

Value = Decimal | int | str | None  # of a cell of a part, as the warehouse has it


class PartRow(TypedDict):
    """A part of a submission as it stands now, and the version of it that was in force before."""

    part_id: int
    part: str
    return_kind: str
    sheet: str | None
    header_cell: str | None
    verdict: str
    state: str
    version: int
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_because: str | None
    earlier_part_id: int | None
    earlier_submission_id: int | None
    earlier_file: str | None


class RecheckRow(TypedDict):
    """Another return that was checked again because of the submission: findings that came, and that went."""

    submission_id: int
    file_name: str
    return_kind: str
    period: str
    findings: list[FindingRow]
    resolved: list[FindingKey]


class AnswerFinding(TypedDict):
    """A finding as programs read it; what is None does not apply."""

    rule: str
    rule_name: str
    rule_version: int
    severity: str
    part: str | None
    part_zh: str | None
    field: str | None
    field_zh: str | None
    sheet: str | None
    cell: str | None
    project_no: int | None
    indicator_code: str | None
    subject_code: str | None  # of a county, an enterprise and the like
    subject_zh: str | None  # what its row is about, as people call it
    holds: str | None  # what its column holds: number, text, county, …
    unit_zh: str | None  # of its figures, as the plan has it
    decimals: int | None  # that a figure in it may have
    given: str | None
    expected: str | None
    difference: str | None
    says: str
    to_do: str
    says_en: str
    to_do_en: str
    cells: list[FindingCell]
    explanation: str | None
    explained_by: int | None
    cell_values: list[str]  # which of given and expected are what a cell holds
    explainable: bool
    waiver: str | None
    remark: str | None  # what she wrote that explains nothing
    open: bool
    raised_by: int | None
    found_at: str | None


class ResolvedFinding(FindingKey):
    """A finding that is not true any more."""

    rule_name: str


class Rechecked(TypedDict):
    """Another return that was checked again, as the answer has it."""

    submission_id: int
    file_name: str
    return_kind: str
    period: str
    period_zh: str
    findings: list[AnswerFinding]
    resolved: list[ResolvedFinding]


class Withdrawn(TypedDict):
    """A part that was withdrawn: when, by whom and why."""

    part: str
    part_zh: str
    at: str
    actor: str | None
    reason: str | None


class PublishedColumn(TypedDict):
    """A column of an accepted part, and whether it holds numbers."""

    name_zh: str
    number: bool


class PublishedTable(TypedDict):
    """An accepted part as the warehouse has it, in the plan's names and units."""

    part: str
    part_zh: str
    columns: list[PublishedColumn]
    rows: list[list[Value]]


class ChangedValue(TypedDict):
    """A value that is not what it was in the version before; `sheet` and `cell` are those of the new one."""

    subject_zh: str
    field_zh: str
    before: Value
    after: Value
    sheet: str | None
    cell: str | None


class PartChanges(TypedDict):
    """What is different in a part from the version before, which was of submission `against`."""

    part: str
    part_zh: str
    against: int | None
    against_file: str | None
    rows: list[ChangedValue]


class AnsweredSuggestion(TypedDict):
    """What the league suggested, and what the department answered."""

    matter_id: str
    wording: str
    state: str
    state_zh: str
    handler_zh: str
    reply: str
    replied_on: str


class FromWarehouse(TypedDict, total=False):
    """What an answer has only where a warehouse has the submission."""

    sha256: str
    arrived_at: str
    duplicate_of: int | None
    in_force: list[int]  # of a duplicate: the submissions that count now
    again_of: int | None
    reported_on: date | None
    revision_reason: str | None
    template_version: str | None
    due_at: str | None
    effective_due_at: str | None
    timeliness: str | None
    versions: int | None
    outstanding: str | None
    part_states: dict[str, str]  # part to what counts now
    part_states_zh: dict[str, str]
    header_cells: dict[str, str]  # part to the first cell of its header
    version: int | None
    published: list[PublishedTable]
    changes: list[PartChanges]
    withdrawn: list[Withdrawn]
    matters: list[AnsweredSuggestion]  # what the league suggested and was answered


class Receipt(FromWarehouse):
    """The file, the return that it is of, and the verdict."""

    file: str
    file_name: str
    folder: str | None
    submission_id: int | None  # None for a file that was only checked
    league_code: str | None
    return_kind: str | None
    period: str | None
    verdict: str
    against_warehouse: NotRequired[bool]  # of a file that was only checked


class Answer(Receipt):
    """The whole answer."""

    league_zh: str | None
    return_zh: str | None
    period_zh: str | None
    verdict_zh: str
    timeliness_zh: str | None
    parts: dict[str, str]  # part to the verdict that it was given
    parts_zh: dict[str, str]
    part_names: dict[str, str]
    findings: list[AnswerFinding]  # errors first
    rechecked: list[Rechecked]
