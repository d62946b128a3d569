"""What is printed of deadlines follows the registry's rows."""

from __future__ import annotations

from pathlib import Path

from etl.publish.annual.definitions import reporting
from tests.reminders.registries import extended, in_force


def test_a_deadline_that_is_moved_is_printed_with_the_period_from_which_it_holds(tmp_path: Path) -> None:
    moved = extended(tmp_path / "moved", {"due_days.csv": ["quarterly,2024Q1,10", "annual,2024,40"]})
    with in_force(moved):
        assert dict(reporting(2023))["报送截止"] == (
            "季度进展报表为季后5日，自2024年第一季度起为季后10日，"
            "年度总结报表为次年1月5日，自2024年度起为年后40日(含当日)；"
            "遇节假日按规则顺延的，以顺延后的日期为准。"
        )
    with in_force(extended(tmp_path / "as_before", {})):
        assert dict(reporting(2023))["报送截止"].startswith("季度进展报表为季后5日，年度总结报表为次年1月5日")
        assert "重点企业用工调度月报为月后5日" in dict(reporting(2024))["报送截止"]
