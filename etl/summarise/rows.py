"""The rows of the summary tables; docs/dictionary.md explains each column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypedDict


class Words(TypedDict):
    """A paragraph that the department wrote for the year's set, or a form of a document."""

    year: int
    place: int
    section: str
    subject: str
    words: str


class Return(TypedDict):
    """A return that a league owed, and what became of it."""

    league_code: str
    period: str
    due_at: datetime
    effective_due_at: datetime
    arrived_at: datetime | None
    timeliness: str
    versions: int
    errors: int
    warnings: int
    outstanding: str | None
    due_rule: str
    league_name_zh: str


class AnnualReturn(Return):
    """The same of a year, whose returns are of several kinds."""

    year: int
    return_kind: str


class Waiver(TypedDict):
    """A waiver that a version in force rests on."""

    year: int
    waiver_id: str
    league_code: str
    period: str
    part: str
    rule_id: str
    rule_name_zh: str
    indicator_code: str | None
    project_no: int | None
    reason: str
    approved_by: str
    approved_on: date
    valid_to: date | None
    league_name_zh: str


class Account(TypedDict):
    """What a league reported of a project: status, money, target and words."""

    year: int
    league_code: str
    project_no: int
    reporting: bool
    as_of_period: str | None
    status: str | None
    budget: Decimal | None
    spent: Decimal | None
    target: Decimal | None
    completed: Decimal | None
    rate: Decimal | None
    account: str | None
    progress: str | None
    practice: str | None
    in_region_sum: bool
    league_name_zh: str
    project_name_zh: str
    progress_reporting: bool
    budget_reporting: bool
    spent_reporting: bool


class Indicator(TypedDict):
    """An indicator of a league or of the region; which leagues are in it."""

    indicator_code: str
    league_code: str
    leagues_reporting: int
    leagues_expected: int
    missing_leagues: str | None
    league_name_zh: str
    is_region: bool
    project_no: int
    name_zh: str
    unit_zh: str
    measure: str
    decimals: int
    no_value_zh: str | None


class AnnualIndicator(Indicator):
    """With the figure of the year, and of the year before."""

    year: int
    value: Decimal | None
    previous_year: Decimal | None
    provisional: bool
    stale_leagues: str | None
    previous_leagues_reporting: int | None
    previous_leagues_expected: int | None
    period: str | None


class QuarterIndicator(Indicator):
    """With the figure of the quarter, since January, and of that time a year before."""

    period: str
    figure: Decimal | None
    year_to_date: Decimal | None
    year_before: Decimal | None
    year_before_reporting: int | None


class Target(TypedDict):
    """A target of the plan, for the region or a league, and how it stands."""

    target_id: str
    league_code: str
    goal: Decimal
    actual: Decimal | None
    share_reached: Decimal | None
    standing: str
    missing: str | None
    opening_balance: Decimal | None
    league_name_zh: str
    is_region: bool
    project_no: int
    project_name_zh: str
    indicator_code: str
    indicator_name_zh: str
    unit_zh: str
    decimals: int
    scope: str
    basis: str
    from_year: int
    by_year: int
    up_to: Decimal | None
    tolerance: Decimal | None
    wording_zh: str
    note: str


class ActionTarget(Target):
    """With the years of the action that count for it."""

    year: int
    last_year: int
    years_met: int | None
    years_counted: int
    years_not_met: str | None


class PeriodTarget(Target):
    """With what there is in a year or quarter, and what the straight line asks for."""

    missing_leagues: str | None
    this_year: Decimal | None
    line: Decimal | None
    provisional: bool
    leagues_reporting: int
    leagues_expected: int


class AnnualTarget(PeriodTarget):
    """The same, of a year."""

    year: int


class QuarterTarget(PeriodTarget):
    """The same, of a quarter."""

    period: str


class Project(TypedDict):
    """A project: how many leagues have which status, and its money."""

    project_no: int
    name_zh: str
    departments_zh: str
    leagues_reporting: int
    leagues_expected: int
    budget: Decimal | None
    spent: Decimal | None
    completed_leagues: int
    under_way_leagues: int
    not_started_leagues: int
    missing_leagues: str | None
    budget_leagues: int
    spent_leagues: int
    budget_missing_leagues: str | None
    spent_missing_leagues: str | None
    execution: Decimal | None
    execution_leagues: int


class AnnualProject(Project):
    """With how its targets stand in the year."""

    year: int
    standing: str
    targets_zh: str | None


class QuarterProject(Project):
    """The same, of a quarter."""

    period: str


class Reporting(TypedDict):
    """The returns of a league in a year, counted."""

    year: int
    league_code: str
    expected: int
    on_time: int
    late: int
    missing: int
    not_due: int
    exempt: int
    versions: int
    errors: int
    warnings: int
    median_days_early: Decimal | None
    league_name_zh: str
    waivers: str | None


Counted = Literal["expected", "on_time", "late", "missing", "not_due", "exempt"]  # returns, in `Reporting`


class Suggestion(TypedDict):
    """A problem or a suggestion in a league's words, of a project or in general."""

    period: str
    league_code: str
    project_no: int | None
    problem: str | None
    suggestion: str | None
    row_no: int
    league_name_zh: str
    project_name_zh: str | None
    submission_id: int


class AnnualSuggestion(Suggestion):
    """The same of a year, with the kind of return that it stands in."""

    year: int
    source: str


class Matter(TypedDict):
    """What leagues suggest in nearly the same words, and what the department answers."""

    year: int
    matter_id: str
    wording: str
    leagues: int
    league_codes: str
    leagues_zh: str
    projects_zh: str | None
    project_nos: str
    times: int
    wordings: str
    state: str | None
    handler_zh: str | None
    reply: str | None
    replied_on: date | None


class EarlierMatter(Matter):
    """The same of the year before, as this year's set has it."""

    said_in: int


class Forecast(TypedDict):
    """An estimate: where a target of the region would stand at its end."""

    year: int
    target_id: str
    project_no: int
    indicator_code: str
    indicator_name_zh: str
    unit_zh: str
    decimals: int
    by_year: int
    goal: Decimal
    actual: Decimal
    missing: str | None
    from_period: str
    to_period: str
    pace: Decimal
    slowest: Decimal
    fastest: Decimal
    lacking: int
    quarters_left: int
    expected: Decimal
    low: Decimal
    high: Decimal


class Difference(TypedDict):
    """An indicator whose figures in a league's annual return and fourth quarter differ."""

    year: int
    league_code: str
    indicator_code: str
    from_quarters: Decimal
    from_annual_return: Decimal
    difference: Decimal
    explanation: str | None
    league_name_zh: str
    name_zh: str
    unit_zh: str


class OpenFinding(TypedDict):
    """A finding that nobody has resolved or explained."""

    year: int
    place: int
    league_code: str
    period: str
    part: str | None
    severity: str
    rule_id: str
    rule_name_zh: str
    source_file: str
    sheet: str | None
    cell: str | None
    project_no: int | None
    indicator_code: str | None
    given: str | None
    expected: str | None
    says_zh: str
    to_do_zh: str
    waiver_id: str | None
    league_name_zh: str
    submission_id: int


class Source(TypedDict):
    """A part that the tables rest on, and the file that it came in."""

    league_code: str
    period: str
    part: str
    submission_id: int
    source_file: str
    sha256: str
    arrived_at: datetime
    known_from: datetime
    league_name_zh: str


class AnnualSource(Source):
    """The same, of a year."""

    year: int


class County(TypedDict):
    """What a county had of an indicator in the year, and in the year before."""

    year: int
    league_code: str
    county_code: str
    county_name_zh: str
    indicator_code: str
    value: Decimal | None
    previous_year: Decimal | None
    counties_reporting: int
    counties_expected: int
    period: str | None
    league_name_zh: str
    project_no: int
    name_zh: str
    unit_zh: str
    measure: str
    decimals: int


class Employment(TypedDict):
    """The key enterprises of a league or the region in a month, added up; which leagues are in it."""

    league_code: str
    enterprises: int | None
    employees: Decimal | None
    vacancies: Decimal | None
    hired: Decimal | None
    next_month_demand: Decimal | None
    solved: Decimal | None
    events: int | None
    leagues_reporting: int
    leagues_expected: int
    missing_leagues: str | None
    events_reporting: int
    league_name_zh: str
    is_region: bool


class AnnualEnterprise(Employment):
    """The same of a month of the year."""

    year: int
    month: str


class MonthEnterprise(Employment):
    """With the month before, and how many enterprises have vacancies."""

    period: str
    enterprises_before: int | None
    vacancies_before: Decimal | None
    hired_before: Decimal | None
    solved_before: Decimal | None
    before_reporting: int | None
    lacking: int | None
    lacking_again: int | None


class Industry(TypedDict):
    """The key enterprises of an industry in a month, added up over the region."""

    industry: str
    enterprises: int
    employees: Decimal | None
    vacancies: Decimal | None
    hired: Decimal | None
    next_month_demand: Decimal | None
    solved: Decimal | None


class AnnualIndustry(Industry):
    """The same of a month of the year."""

    year: int
    month: str


class MonthIndustry(Industry):
    """With the vacancies of the month before."""

    period: str
    vacancies_before: Decimal | None


class Vacancy(TypedDict):
    """An enterprise with many vacancies at the month's end."""

    period: str
    place: int
    league_code: str
    uscc: str
    name_zh: str
    county_name_zh: str | None
    industry: str
    employees: Decimal | None
    vacancies: Decimal
    vacancies_before: Decimal | None
    next_month_demand: Decimal | None
    solved: Decimal | None
    remark: str | None
    league_name_zh: str


class RecruitmentEvent(TypedDict):
    """An event of the month."""

    period: str
    place: int
    league_code: str
    held_on: date | None
    title: str | None
    county_name_zh: str | None
    enterprises: Decimal | None
    posts: Decimal | None
    intents: Decimal | None
    league_name_zh: str


class Tables(TypedDict, total=False):
    """The rows of each summary table of a year, of a quarter, or of a month."""

    annual_return: Sequence[AnnualReturn]
    annual_waiver: Sequence[Waiver]
    annual_account: Sequence[Account]
    annual_indicator: Sequence[AnnualIndicator]
    annual_target: Sequence[AnnualTarget]
    annual_forecast: Sequence[Forecast]
    action_target: Sequence[ActionTarget]
    annual_project: Sequence[AnnualProject]
    annual_reporting: Sequence[Reporting]
    annual_suggestion: Sequence[AnnualSuggestion]
    suggestion_matter: Sequence[Matter]
    earlier_matter: Sequence[EarlierMatter]
    annual_difference: Sequence[Difference]
    annual_finding: Sequence[OpenFinding]
    annual_submission: Sequence[AnnualSource]
    annual_county: Sequence[County]
    annual_enterprise: Sequence[AnnualEnterprise]
    annual_industry: Sequence[AnnualIndustry]
    annual_words: Sequence[Words]
    quarter_return: Sequence[Return]
    quarter_indicator: Sequence[QuarterIndicator]
    quarter_target: Sequence[QuarterTarget]
    quarter_project: Sequence[QuarterProject]
    quarter_suggestion: Sequence[Suggestion]
    quarter_submission: Sequence[Source]
    month_return: Sequence[Return]
    month_enterprise: Sequence[MonthEnterprise]
    month_industry: Sequence[MonthIndustry]
    month_vacancy: Sequence[Vacancy]
    month_event: Sequence[RecruitmentEvent]
    month_submission: Sequence[Source]
