"""The way to Great Expectations: the expectations of each table become a suite, and the suites are run.

Importing this takes seconds: only the functions that judge, or draw what was judged, do so, and what
tasks are forked from (`etl/airflow/preloaded.py`).
"""

from __future__ import annotations

import functools
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.common.punctuation import chinese
from etl.publish.quality.expected import BY_QUERY, Expected, Table
from etl.summarise.tables import JOIN_COLLAPSE_LIMIT, MONTH_TABLES

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # nothing is sent to anybody
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # its own imports
    import great_expectations as gx
    from great_expectations.core import ExpectationSuite
    from great_expectations.core.expectation_validation_result import (
        ExpectationValidationResult,
        expectationValidationResultSchema,
    )
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.datasource.fluent.postgres_datasource import PostgresDatasource
    from great_expectations.datasource.fluent.sql_datasource import QueryAsset
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.registry import get_expectation_impl
    from great_expectations.render.renderer.content_block.validation_results_table_content_block import (
        ValidationResultsTableContentBlockRenderer,
    )
    from great_expectations.render.view.view import DefaultJinjaComponentView
    from great_expectations.validator.validator import ValidationDependencies

_ROWS = "unexpected_rows_query.table"

logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it logs thousands of lines


class OffendingRows(UnexpectedRowsExpectation):
    """A query returns no rows; its result has those that it returned. Its name is `expected.BY_QUERY`.

    The query is run to count its rows, and once more only where these are asked for.
    """

    def get_validation_dependencies(self, *given: Any, **named: Any) -> ValidationDependencies:
        needed = super().get_validation_dependencies(*given, **named)
        if needed.result_format["result_format"] == gx.ResultFormat.BOOLEAN_ONLY:
            del needed.metric_configurations[_ROWS]
        return needed

    def _validate(self, metrics: dict[str, Any], *given: Any, **named: Any) -> Any:
        return super()._validate({_ROWS: [], **metrics}, *given, **named)


def run(url: str, year: int, tables: tuple[Table, ...]) -> Iterator[dict[str, Any]]:
    """The result of each table's suite on its rows of the year, as Great Expectations writes it as JSON.

    `url`: the database, as SQLAlchemy names it.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # All at once: with each that is added the definitions of all are written as YAML.
    assets = [QueryAsset(name=_name(table), query=_rows(table, int(year))) for table in tables]
    source = context.data_sources.add_postgres(
        "warehouse",
        connection_string=url,
        kwargs={"connect_args": {"options": f"-c join_collapse_limit={JOIN_COLLAPSE_LIMIT}"}},
        assets=assets,  # type: ignore[call-arg]
    )
    try:
        for table in tables:
            yield _run_suite(source, year, table)
    finally:
        # It has two: one to ask, and one that only tried whether it may.
        source.get_execution_engine().close()
        source.get_engine().dispose()


def _run_suite(source: PostgresDatasource, year: int, table: Table) -> dict[str, Any]:
    asset: QueryAsset = source.get_asset(name := _name(table))
    batch = asset.get_batch(asset.build_batch_request())
    suite = ExpectationSuite(name, expectations=[each for row in table.expected for each in _made(row, year)])
    result = batch.validate(suite, result_format="BOOLEAN_ONLY")
    for number, judged in enumerate(result.results):
        if judged.success:
            continue
        assert judged.expectation_config
        # What offends costs as much again, so it is asked for only here.
        result.results[number] = batch.validate(
            judged.expectation_config.to_domain_obj(),
            result_format={
                "result_format": "COMPLETE",
                "unexpected_index_column_names": list(table.key),
                "return_unexpected_index_query": False,
            },
        )
    written: dict[str, Any] = result.to_json_dict()  # type: ignore[no-untyped-call]
    return written


def _name(table: Table) -> str:
    return f"{table.suite}.{table.name}"


def _rows(table: Table, year: int) -> str:
    """The query of the table's rows of the year: some tables say the month instead."""
    of_year = f"year = {year}"
    if table.name in MONTH_TABLES:
        of_year = f"period IN (SELECT period FROM reference.period WHERE {of_year})"  # noqa: S608
    return f"SELECT * FROM {_name(table)} WHERE {of_year}"  # noqa: S608


def _made(row: Expected, year: int) -> Iterator[Expectation]:
    """The expectations that a row stands for: one, or one a column."""
    implementation = get_expectation_impl(row.expectation)
    for domain in _domains(row, implementation):
        meta = {"name": row.name, "table": f"{row.suite}.{row.table}", "says_zh": row.says_zh}
        if row.expectation == BY_QUERY:
            # Our queries name their tables themselves; Great Expectations grumbles where no batch is named.
            domain = {"unexpected_rows_query": f"{row.query(year)}\n/* {{batch}} */"}
        column = domain.get("column")
        described = chinese(f"{column}:{row.says_zh}") if column else row.says_zh
        yield implementation(**domain, **row.arguments, description=described, meta=meta)


def _domains(row: Expected, implementation: type[Expectation]) -> list[Mapping[str, Any]]:
    """What each expectation of the row is about, as the arguments of its class."""
    fields = implementation.__fields__
    if "column" in fields:
        return [{"column": column} for column in row.columns]
    if "column_list" in fields:
        return [{"column_list": list(row.columns)}]
    if "column_A" in fields:
        return [dict(zip(("column_A", "column_B"), row.columns, strict=True))]
    return [{}]


def draw(place: int, results: Sequence[Mapping[str, Any]]) -> str:
    """The results of a suite as an HTML table, as Data Docs show it: a status and a statement each.

    `place` of the table in the page makes its ids its own. The values are left out: they would be put into
    the HTML unescaped.
    """
    block: Any = ValidationResultsTableContentBlockRenderer.render(
        [_without_values(result) for result in results]
    )
    block.table = [row[:2] for row in block.table]
    block.header_row, block.header_row_options = ["结果", "检查"], {}
    loops = {"section_loop": {"index": place}, "content_block_loop": {"index": 1}}
    return str(_view().render({"content_block": block.to_json_dict()}, **loops))


@functools.cache
def _view() -> Any:
    return DefaultJinjaComponentView()


def _without_values(result: Mapping[str, Any]) -> ExpectationValidationResult:
    nothing: dict[str, Any] = {
        "raised_exception": False,
        "exception_message": None,
        "exception_traceback": None,
    }
    bare = {**result, "result": {}, "exception_info": nothing}
    return ExpectationValidationResult(**expectationValidationResultSchema.load(bare))
