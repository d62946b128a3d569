"""Great Expectations judges our own warehouse: what it finds is our fault, and stops publishing.

What is expected are the rows of `schemas/quality/expectations.csv`; those that compare tables are the queries
of `sql/quality/`, which return the offending rows.
"""

from etl.publish.quality.data_docs import build_docs
from etl.publish.quality.judge import QualityError, check, gate
from etl.publish.quality.results import Failure, Quality

__all__ = ["Failure", "Quality", "QualityError", "build_docs", "check", "gate"]
