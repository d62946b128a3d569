"""The run as a whole: it changes only what is new, and leaves a draft that can be printed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.summarise import TABLES, summarise
from tests.summarise.filing import moment, withdraw

LATER = moment("2024-06-01")


def test_the_same_run_again_changes_nothing(filled: sa.Engine) -> None:
    first = summarise(2023, LATER)
    assert {table: bool(changed) for table, changed in first.changed.items()} == {
        table: table not in {"annual_suggestion", "annual_difference", "annual_finding", "annual_waiver"}
        for table in TABLES
    }
    with filled.connect() as connection:
        before = connection.execute(
            sa.text("SELECT xmin, ctid FROM summary.annual_indicator ORDER BY ctid")
        ).all()
    assert set(summarise(2023, LATER).changed.values()) == {0}
    with filled.connect() as connection:
        after = connection.execute(
            sa.text("SELECT xmin, ctid FROM summary.annual_indicator ORDER BY ctid")
        ).all()
    assert after == before


def test_only_what_changed_is_written(filled: sa.Engine) -> None:
    summarise(2022, LATER)
    summarise(2023, LATER)
    with filled.begin() as connection:
        withdraw(connection, "152900", "2023", "completion", moment("2024-05-01"))
    changed = summarise(2023, LATER).changed
    # Of the annual return only the completion is gone: the return is missing, and the league's account of
    # its 29 projects; a row that changed is one taken out and one put in.
    gone = {"annual_reporting": 2, "annual_return": 2, "annual_account": 58, "annual_submission": 1}
    assert changed == {table: gone.get(table, 0) for table in TABLES}
    assert set(summarise(2022, LATER).changed.values()) == {0}


@pytest.mark.parametrize(
    ("year", "as_of", "says"),
    [(2021, LATER, "no return is due for 2021"), (2023, datetime(2024, 6, 1), "has no zone")],  # noqa: DTZ001
)
def test_what_cannot_be_meant_is_refused(filled: sa.Engine, year: int, as_of: datetime, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        summarise(year, as_of)


def test_the_draft(filled: sa.Engine) -> None:
    with filled.begin() as connection:
        for period in ("2023", "2023Q4"):
            withdraw(connection, "152900", period, "data", moment("2024-05-01"))
    (path,) = summarise(2023, LATER).paths
    assert path.parts[-4:] == ("outbox", "annual", "2023", "2023年度行动总结表(草稿).xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["任务完成情况", "主要数据"]
    tasks, data = book.worksheets
    for sheet in (tasks, data):
        assert "2023年度" in sheet["A1"].value
        assert "草稿" in sheet["A1"].value
        assert sheet["A2"].value.startswith("数据截至:2024年06月01日 00:00(北京时间)")
        assert sheet.freeze_panes.endswith("4")
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text

    lines = list(tasks.iter_rows(min_row=4, values_only=True))
    numbers = [line[0] for line in lines if line[0]]
    assert numbers == ["总", *map(str, range(1, 30))]
    by_number = {line[0]: line for line in lines if line[0]}
    assert by_number["总"][4:6] == (1_000_000, "人")
    assert by_number["总"][9:12] == ("数据不全", "11/12", "缺:阿拉善盟2023年、2021年期初数;暂定")
    assert by_number["2"][3] == "方案未定量。小微企业融资担保发生额"
    assert by_number["2"][12] == "无量化目标"
    each = next(line for line in lines if line[3].startswith("自治区级优秀创业培训讲师人数"))
    assert each[6:12] == (
        "11/12盟市",
        "—",
        pytest.approx(11 / 12),
        "数据不全",
        "11/12",
        "未达到:阿拉善盟(1人,缺报);暂定",
    )

    header = [cell.value for cell in data[3]]
    assert header[4:8] == ["全区", "上年全区", "报送盟市", "呼和浩特市"]
    assert len(list(data.iter_rows(min_row=4))) == 79
    first = next(data.iter_rows(min_row=4, values_only=True))
    assert first[:4] == ("总", "P00-1", "城镇新增就业人数", "人")
    assert first[-1] == "阿拉善盟"
    shared = next(row for row in data.iter_rows(min_row=4, values_only=True) if row[1] == "P26-2")
    assert shared[4] == "不汇总"
