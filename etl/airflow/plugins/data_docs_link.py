"""The button at a task instance that opens what its check found."""

from __future__ import annotations

from typing import Any

from airflow.sdk import BaseOperatorLink

# Where the plugin serves Data Docs.
PREFIX = "/jibao/quality"


class DataDocsLink(BaseOperatorLink):
    """For a task whose first argument is the period: the page of the latest check of its year.

    Airflow asks when the task instance has ended, well or not, and keeps the answer.
    """

    name = "Data Docs"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:  # noqa: ARG002 - the page follows from the year
        from etl.publish.quality.data_docs import page_of

        period = next(iter((*operator.op_args, *operator.op_kwargs.values())))
        return f"{PREFIX}/{page_of(int(str(period)[:4]))}"


def with_data_docs(result: Any) -> Any:
    """The task whose result this is has the button; the result, to go on with."""
    result.operator.operator_extra_links = (DataDocsLink(),)
    return result
