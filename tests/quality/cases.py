"""For each expectation, what makes it untrue, and which others are untrue by that alone."""

# ruff: noqa: S608 - what is put together here is ours

from __future__ import annotations

from tests.quality.breaking import (
    case,
    doubled,
    emptied,
    rounds,
    said,
    set_to,
    view_doubles,
    view_lacks,
    view_says,
)

# An indicator that no target and no ratio counts; one that is not added up over leagues; a ratio, of a part.
PLAIN = "indicator_code = 'P01-2'"
ALONE = "indicator_code = 'P26-2' AND league_code = '150300'"
RATIO = "indicator_code = 'P04-4'"
REGION = "league_code = '150000'"
LEAGUE = "league_code = '150300'"
# Returns are judged and counted in three places, broken at once: each elsewhere, so that none hides another.
JUDGED = "league_code = '150400'"
COUNTED = "league_code = '150500'"
HEADLINE = "target_id = 'T00'"
NUMBERLESS = "standing = 'no_number'"
SUGGESTIONS = (
    "(SELECT part_id FROM warehouse.version_in_force WHERE known_until IS NULL"
    " AND league_code = '150300' AND period = '2023' AND part = 'suggestions')"
)
_MONTH = (
    "INSERT INTO summary.month_enterprise (period, league_code, enterprises, vacancies, hired, solved,"
    " leagues_reporting, leagues_expected, events_reporting, league_name_zh)"
)
_INDUSTRY = "INSERT INTO summary.month_industry (period, industry, enterprises, vacancies, hired, solved)"

WAREHOUSE = (
    case("indicator_value_key", view_doubles("indicator_value", "quarter = 1")),
    case(
        "indicator_value_given",
        view_says("indicator_value", "TRUE", submission_id="NULL", known_from="NULL", source_file="NULL"),
    ),
    case(
        "indicator_value_not_negative",
        view_says("indicator_value", "quarter = 1", figure="-1", year_to_date="-1"),
    ),
    case("indicator_value_quarter", view_says("indicator_value", "quarter = 1", quarter="0")),
    case("annual_value_key", view_doubles("annual_value", PLAIN)),
    case(
        "annual_value_given",
        view_says(
            "annual_value", PLAIN, value="NULL", provisional="NULL", source="NULL", as_of_period="NULL"
        ),
        "annual_value_from_source",
        "indicator_from_warehouse",
    ),
    case(
        "annual_value_not_negative",
        view_says("annual_value", PLAIN, value="-1"),
        "annual_value_from_source",
        "indicator_from_warehouse",
    ),
    case("annual_value_source", view_says("annual_value", PLAIN, source="'guess'")),
    case(
        "annual_value_from_source",
        view_says("annual_value", PLAIN, value="value + 1"),
        "indicator_from_warehouse",
    ),
    case("project_progress_key", view_doubles("project_progress", "quarter = 1")),
    case(
        "project_progress_given",
        view_says("project_progress", "TRUE", submission_id="NULL", known_from="NULL"),
    ),
    case("project_progress_status", view_says("project_progress", "quarter = 1", status="'快了'")),
    case("project_progress_money", view_says("project_progress", "quarter = 1", budget="-1", spent="-1")),
    case(
        "project_progress_project",
        view_says("project_progress", "quarter = 1 AND project_no = 2", project_no="999"),
    ),
    case("project_completion_key", view_doubles("project_completion", LEAGUE)),
    case(
        "project_completion_not_negative",
        view_says("project_completion", LEAGUE, target="-1", completed="-1", rate="-1"),
        "account_from_warehouse",
    ),
    case("return_status_key", view_doubles("return_status", JUDGED), "return_status_complete"),
    case(
        "return_status_given",
        view_says(
            "return_status",
            JUDGED,
            due_at="NULL",
            effective_due_at="NULL",
            timeliness="NULL",
            versions="NULL",
            errors="NULL",
            warnings="NULL",
        ),
    ),
    case("return_status_timeliness", view_says("return_status", JUDGED, timeliness="'soon'"), "return_now"),
    case(
        "return_status_counts",
        view_says("return_status", JUDGED, versions="-1", errors="-1", warnings="-1"),
        "return_now",
    ),
    case("return_status_complete", view_lacks("return_status", JUDGED)),
    case(
        "version_one_in_force",
        "UPDATE intake.part_validity SET known_until = known_until + interval '1 day'"
        " WHERE part_id IN (SELECT part_id FROM intake.part WHERE league_code = '152900')",
    ),
    case(
        "version_never_refused",
        f"UPDATE intake.part SET verdict = 'refused' WHERE part_id IN {SUGGESTIONS}",
        "return_now",
    ),
    case(
        "version_latest_accepted",
        f"UPDATE intake.part_validity SET known_until = '2024-05-01' WHERE part_id IN {SUGGESTIONS}",
        "submission_in_force_now",
    ),
    case(
        "version_of_owed_return",
        f"UPDATE reference.expected_return SET ends_on = '2030-01-01' WHERE {LEAGUE} AND period = '2023'",
    ),
    case(
        "version_waivers_registered",
        "UPDATE intake.finding SET waiver_id = 'W2' WHERE waiver_id = 'W1'",
        "waivers_named",
    ),
)

PROJECTS = (
    case(
        "annual_project_rows",
        set_to("annual_project", "project_no = 999", "project_no = 2"),
        "project_money_of_accounts",
        "project_leagues_of_accounts",
    ),
    case(
        "annual_project_key",
        doubled("annual_project"),
        "annual_project_rows",
        "project_money_of_accounts",
    ),
    case(
        "annual_project_given",
        emptied(
            "annual_project", "name_zh departments_zh standing leagues_reporting leagues_expected", NUMBERLESS
        ),
    ),
    case(
        "annual_project_standing",
        set_to("annual_project", "standing = 'good'", "project_no = 2"),
        "project_standing_worst",
    ),
    case(
        "annual_project_not_negative",
        set_to(
            "annual_project",
            "budget = -1, spent = -1, completed_leagues = -1, under_way_leagues = -1,"
            " not_started_leagues = -1",
        ),
        "project_money_of_accounts",
        "project_leagues_of_accounts",
    ),
    case(
        "annual_project_reporting",
        set_to("annual_project", "leagues_reporting = 13", "project_no = 2"),
        "project_leagues_of_accounts",
        "project_missing_named",
    ),
    case("project_standing_worst", set_to("annual_project", "standing = 'unknown'", NUMBERLESS)),
    case(
        "project_money_of_accounts", set_to("annual_project", "execution = execution / 2", "project_no = 2")
    ),
    case(
        "project_leagues_of_accounts",
        set_to("annual_project", "execution_leagues = execution_leagues - 1", "project_no = 2"),
    ),
    case(
        "project_missing_named",
        set_to("annual_project", "spent_missing_leagues = '包头市'", "project_no = 2"),
    ),
    case(
        "annual_account_key",
        doubled("annual_account"),
        "project_money_of_accounts",
        "project_leagues_of_accounts",
    ),
    case(
        "annual_account_given",
        emptied("annual_account", "reporting in_region_sum league_name_zh project_name_zh", LEAGUE),
        "project_money_of_accounts",
        "project_leagues_of_accounts",
    ),
    case(
        "annual_account_status",
        set_to("annual_account", "status = '快了'", LEAGUE),
        "account_from_warehouse",
        "project_leagues_of_accounts",
    ),
    case(
        "annual_account_not_negative",
        set_to("annual_account", "budget = -1, spent = -1, target = -1, completed = -1, rate = -1", LEAGUE),
        "account_from_warehouse",
        "project_money_of_accounts",
    ),
    case(
        "account_for_each_league",
        f"DELETE FROM summary.annual_account WHERE {LEAGUE} AND project_no = 2",
        "project_money_of_accounts",
        "project_leagues_of_accounts",
    ),
    case("account_from_warehouse", set_to("annual_account", "completed = completed + 1", LEAGUE)),
)

INDICATORS = (
    case("annual_indicator_key", doubled("annual_indicator", f"{RATIO} AND {LEAGUE}")),
    case(
        "annual_indicator_given",
        emptied(
            "annual_indicator",
            "provisional leagues_reporting leagues_expected league_name_zh project_no name_zh unit_zh measure"
            " decimals",
            f"{RATIO} AND {REGION}",
        ),
        "indicator_previous_year",
    ),
    case(
        "annual_indicator_not_negative",
        set_to(
            "annual_indicator",
            "value = -1, previous_year = -1, leagues_reporting = -1",
            f"{RATIO} AND {LEAGUE}",
        ),
        "indicator_ratio_of_terms",
        "indicator_ratio_percent",
        "indicator_previous_year",
        "indicator_missing_named",
    ),
    case("annual_indicator_measure", set_to("annual_indicator", "measure = 'sum'", ALONE)),
    case(
        "annual_indicator_reporting",
        set_to("annual_indicator", "leagues_reporting = 13", f"{RATIO} AND {REGION}"),
        "indicator_missing_named",
    ),
    case("indicator_region_rows", f"DELETE FROM summary.annual_indicator WHERE {RATIO} AND {REGION}"),
    case("indicator_region_is_sum", set_to("annual_indicator", "value = value + 1", f"{PLAIN} AND {REGION}")),
    case("indicator_ratio_of_terms", set_to("annual_indicator", "value = value / 2", RATIO)),
    case(
        "indicator_ratio_percent",
        set_to("annual_indicator", "value = 101", f"{RATIO} AND {REGION}"),
        "indicator_ratio_of_terms",
    ),
    case(
        "indicator_ratio_reason",
        set_to("annual_indicator", "no_value_zh = '分母为0'", f"{RATIO} AND {LEAGUE}"),
    ),
    case("indicator_from_warehouse", set_to("annual_indicator", "value = value + 1", ALONE)),
    case("indicator_previous_year", set_to("annual_indicator", "previous_year = previous_year + 1", PLAIN)),
    case(
        "indicator_missing_named",
        set_to("annual_indicator", "missing_leagues = '包头市'", f"{RATIO} AND {LEAGUE}"),
    ),
)

TARGETS = (
    case("annual_target_key", doubled("annual_target", HEADLINE), "target_actual_of_years"),
    case(
        "annual_target_given",
        emptied(
            "annual_target",
            "goal standing provisional leagues_reporting leagues_expected wording_zh",
            HEADLINE,
        ),
        "target_for_each",
        "target_share_of_goal",
        "target_standing_by_figures",
        "action_target_of_this_year",
    ),
    case(
        "annual_target_not_negative",
        set_to(
            "annual_target",
            "goal = -1, actual = -1, share_reached = -1, this_year = -1, opening_balance = -1, line = -1",
            HEADLINE,
        ),
        "target_for_each",
        "target_this_year",
        "target_actual_of_years",
        "target_share_of_goal",
        "action_target_of_this_year",
    ),
    case(
        "annual_target_standing",
        set_to("annual_target", "standing = 'good'", HEADLINE),
        "target_standing_by_figures",
        "action_target_of_this_year",
    ),
    case("annual_target_basis", set_to("annual_target", "basis = 'monthly'", "basis = 'each_year'")),
    case("annual_target_scope", set_to("annual_target", "scope = 'county'", "scope = 'each_league'")),
    case("annual_target_reporting", set_to("annual_target", "leagues_reporting = 13", HEADLINE)),
    case("target_for_each", "UPDATE reference.target SET at_least = at_least + 1 WHERE target_id = 'T00'"),
    case("target_this_year", set_to("annual_target", "this_year = this_year + 1", HEADLINE)),
    case("target_actual_of_years", set_to("annual_target", "opening_balance = 1", HEADLINE)),
    case("target_share_of_goal", set_to("annual_target", "share_reached = share_reached + 0.1", HEADLINE)),
    case("target_standing_by_figures", set_to("annual_target", "missing = NULL", "standing = 'unknown'")),
    case(
        "target_missing_named",
        set_to(
            "annual_target",
            "leagues_reporting = leagues_reporting - 1, missing_leagues = NULL",
            f"scope = 'region' AND {HEADLINE}",
        ),
    ),
    case("action_target_key", doubled("action_target")),
    case(
        "action_target_given",
        emptied("action_target", "goal standing last_year years_counted wording_zh", HEADLINE),
        "action_target_of_this_year",
    ),
    case(
        "action_target_not_negative",
        set_to("action_target", "goal = -1, actual = -1, share_reached = -1, years_met = -1", HEADLINE),
        "action_target_of_this_year",
        "action_target_years_met",
    ),
    case("action_target_standing", set_to("action_target", "standing = 'good'", "basis = 'each_year'")),
    case("action_target_years", set_to("action_target", "years_met = 99", "target_id = 'T01'")),
    case("action_target_years_met", set_to("action_target", "years_met = NULL", "target_id = 'T01'")),
    case(
        "action_target_for_each",
        "INSERT INTO reference.target SELECT 'T99', indicator_code, scope, basis, 2022, 2022, at_least,"
        " up_to, tolerance, wording_zh, note FROM reference.target WHERE target_id = 'T00'",
    ),
    case("action_target_of_this_year", set_to("action_target", "goal = goal + 1", HEADLINE)),
)

REPORTING = (
    case("annual_reporting_key", doubled("annual_reporting", COUNTED), "reporting_counts_returns"),
    case(
        "annual_reporting_given",
        emptied(
            "annual_reporting",
            "expected on_time late missing not_due exempt versions errors warnings league_name_zh",
            COUNTED,
        ),
    ),
    case(
        "annual_reporting_not_negative",
        set_to(
            "annual_reporting",
            "expected = -1, on_time = -1, late = -1, missing = -1, not_due = -1, exempt = -1, versions = -1,"
            " errors = -1, warnings = -1",
            COUNTED,
        ),
        "reporting_adds_up",
        "reporting_counts_returns",
        "reporting_warnings_open",
    ),
    case("reporting_for_each_league", f"DELETE FROM summary.annual_reporting WHERE {COUNTED}"),
    case("reporting_adds_up", set_to("annual_reporting", "expected = expected + 1", COUNTED)),
    case("reporting_counts_returns", set_to("annual_reporting", "versions = versions + 1", COUNTED)),
    case("reporting_warnings_open", set_to("annual_reporting", "warnings = warnings + 1", COUNTED)),
    case("annual_return_key", doubled("annual_return", LEAGUE), "reporting_counts_returns"),
    case(
        "annual_return_given",
        emptied(
            "annual_return",
            "due_at effective_due_at timeliness versions errors warnings league_name_zh",
            LEAGUE,
        ),
        "return_arrival_agrees",
        "reporting_counts_returns",
    ),
    case(
        "annual_return_timeliness",
        set_to("annual_return", "timeliness = 'soon'", LEAGUE),
        "return_arrival_agrees",
        "return_now",
        "reporting_counts_returns",
    ),
    case("annual_return_kind", set_to("annual_return", "return_kind = 'monthly'", LEAGUE), "return_complete"),
    case(
        "annual_return_counts",
        set_to("annual_return", "versions = -1, errors = -1, warnings = -1", LEAGUE),
        "return_now",
        "reporting_counts_returns",
    ),
    case(
        "return_complete",
        f"DELETE FROM summary.annual_return WHERE {LEAGUE} AND period = '2023Q1'",
        "reporting_counts_returns",
    ),
    case(
        "return_arrival_agrees",
        set_to("annual_return", "arrived_at = effective_due_at + interval '1 day'", "timeliness = 'on_time'"),
        "return_now",
    ),
    case(
        "return_now",
        set_to("annual_return", "effective_due_at = effective_due_at + interval '1 second'", LEAGUE),
    ),
)

OTHERS = (
    case("annual_suggestion_key", doubled("annual_suggestion")),
    case(
        "annual_suggestion_given",
        emptied("annual_suggestion", "source period league_name_zh submission_id"),
        "suggestion_none_lost",
    ),
    case("annual_suggestion_source", set_to("annual_suggestion", "source = 'monthly'")),
    case("annual_suggestion_project", set_to("annual_suggestion", "project_no = 999")),
    case("suggestion_none_lost", "DELETE FROM summary.annual_suggestion", "matter_leagues"),
    case("matter_key", doubled("suggestion_matter")),
    case("matter_leagues", set_to("suggestion_matter", "leagues = leagues + 1")),
    case("matter_answered", set_to("suggestion_matter", "reply = '已办。'")),
    case("forecast_key", doubled("annual_forecast", HEADLINE)),
    case("forecast_span", set_to("annual_forecast", "expected = high + 2", HEADLINE)),
    case("annual_difference_key", doubled("annual_difference")),
    case(
        "annual_difference_not_negative",
        set_to("annual_difference", "from_quarters = -1, from_annual_return = -1"),
        "difference_none_lost",
    ),
    case("difference_none_lost", set_to("annual_difference", "difference = difference + 1")),
    case("annual_finding_key", doubled("annual_finding", "severity = 'error'")),
    case(
        "annual_finding_given",
        emptied(
            "annual_finding",
            "period severity rule_id rule_name_zh says_zh to_do_zh source_file league_name_zh",
            "severity = 'error'",
        ),
        "finding_of_league_returns",
    ),
    case(
        "annual_finding_severity",
        set_to("annual_finding", "severity = 'grave'", "severity = 'error'"),
        "finding_of_league_returns",
    ),
    case("finding_of_league_returns", set_to("annual_finding", "rule_id = 'no_rule'")),
    case("annual_waiver_key", doubled("annual_waiver")),
    case(
        "annual_waiver_given",
        emptied("annual_waiver", "reason approved_by approved_on rule_name_zh league_name_zh"),
    ),
    case("waivers_named", "DELETE FROM summary.annual_waiver"),
    case(
        "county_from_warehouse",
        "INSERT INTO summary.annual_county VALUES (2023, '150100', '150102', '新城区', 'P13-1', 2, NULL, 1,"
        " 9, '2023Q4', '呼和浩特市', 13, '返乡入乡创业园数', '个', 'stock', 0)",
    ),
    case(
        "enterprise_from_warehouse",
        "INSERT INTO summary.annual_enterprise VALUES (2023, '150100', '2023M12', 1, 1, 1, 1, 1, 1, 1, 1, 1,"
        " NULL, 1, '呼和浩特市')",
    ),
    case(
        "month_region_is_sum",
        said(
            f"{_MONTH} VALUES ('2023M12', '150000', 2, 2, 2, 2, 1, 1, 0, '全区'),"
            " ('2023M12', '150100', 1, 2, 2, 2, 1, 1, 0, '呼和浩特市')",
            f"{_INDUSTRY} VALUES ('2023M12', '制造业', 2, 2, 2, 2)",
        ),
    ),
    case("month_industries_add_up", f"{_INDUSTRY} VALUES ('2023M12', '制造业', 1, 1, 1, 1)"),
    case(
        "month_vacancy_in_order",
        "INSERT INTO summary.month_vacancy (period, place, league_code, uscc, name_zh, industry, vacancies,"
        " league_name_zh) VALUES ('2023M12', 2, '150100', '1', '某企业', '制造业', 1, '呼和浩特市')",
    ),
    case("annual_submission_key", doubled("annual_submission")),
    case(
        "annual_submission_given",
        emptied("annual_submission", "submission_id source_file sha256 arrived_at known_from", LEAGUE),
        "submission_in_force_now",
    ),
    case(
        "submission_in_force_now", set_to("annual_submission", "submission_id = submission_id + 1000", LEAGUE)
    ),
    case("summary_within_action", "UPDATE summary.annual_project SET year = 2030 WHERE year = 2022"),
)

CASES = (*WAREHOUSE, *PROJECTS, *INDICATORS, *TARGETS, *REPORTING, *OTHERS)

# The view or table that a case breaks, by how its name begins; of three tables what a row says of itself, and
# what of others, which one round may break side by side.
_BROKEN = (
    ("annual_project",),
    ("project_standing", "project_money_", "project_leagues_", "project_missing_"),
    ("annual_target",),
    ("target_",),
    ("annual_indicator",),
    ("indicator_region", "indicator_ratio", "indicator_from", "indicator_prev", "indicator_m"),
    ("action_target",),
    ("annual_return", "return_complete", "return_arrival", "return_now"),
    ("annual_reporting", "reporting_"),
    ("annual_account", "account_"),
    ("indicator_value",),
    ("annual_value",),
    ("project_progress",),
    ("project_completion",),
    ("return_status",),
    ("version_",),
    ("annual_suggestion", "suggestion_"),
    ("matter_",),
    ("forecast_",),
    ("annual_difference", "difference_"),
    ("annual_finding", "finding_"),
    ("annual_waiver", "waivers_"),
    ("annual_submission", "submission_"),
    ("county_",),
    ("enterprise_",),
    ("month_",),
    ("summary_",),
)

# What is broken together, each elsewhere: a check costs seconds.
ROUNDS = rounds(*([each for each in CASES if each.name.startswith(names)] for names in _BROKEN))
