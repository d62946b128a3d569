"""What a league is told of counties, enterprises and events: by their names, in the columns of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Opener
from tests.template.sent import EVENTS, FIRST, FOURTH, ROWS, THIRD, counties, enterprises, events
from tests.walk.driving import ingest


@pytest.fixture(scope="module")
def answers(
    open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, dict[str, Any]]]:
    """The answers to a league's second versions, by the part that each is of."""
    folder = tmp_path_factory.mktemp("sent")
    first, second = folder / "first", folder / "second"
    counties(first, "2024Q1"), enterprises(first, "2024M03"), events(first, "2024M03")
    counties(second, "2024Q1", first="2,29,351,1,131,131,2,")
    renamed = ROWS[0].replace("宁城建材有限公司", "宁城新材料有限公司").replace(",84,", ",1084,")
    new = f"{FOURTH},喀喇沁服装有限公司,红山区,制造业,20,1,1,1,0,"
    enterprises(second, "2024M03", (renamed, ROWS[1], new))
    events(second, "2024M03", (EVENTS[0].replace(",300,", ",310,"),))
    with open_warehouse(empty_database):
        ingest(first)
        said = ingest(second).values()
        yield {next(iter(answer["parts"])): answer for answer in said}


def changed(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    ((rows),) = (change["rows"] for change in answer["changes"])
    return [
        tuple(row[name] for name in ("subject_zh", "field_zh", "before", "after", "cell")) for row in rows
    ]


def test_a_county_is_a_row_with_a_column_an_indicator(answers: dict[str, dict[str, Any]]) -> None:
    (table,) = answers["counties"]["published"]
    assert [column["name_zh"] for column in table["columns"]][:4] == [
        "旗县代码",
        "旗县名称",
        "返乡入乡创业园数",
        "返乡入乡创业园入驻企业数",
    ]
    assert len(table["rows"]) == 12
    assert table["rows"][0] == ["150402", "红山区", *["2", "29", "351", "1", "131", "131", "2"], None, None]


def test_of_a_county_what_differs_is_said_by_indicator(answers: dict[str, dict[str, Any]]) -> None:
    assert changed(answers["counties"]) == [
        ("红山区", "返乡入乡创业园带动就业人数", "350", "351", "F2"),
        ("红山区", "旗县级综合服务平台数", "1", "2", "J2"),
        ("红山区", "苏木乡镇级综合服务平台数", "18", None, "K2"),
    ]


def test_a_finding_names_the_county_and_its_column(answers: dict[str, dict[str, Any]]) -> None:
    said = [
        tuple(finding[name] for name in ("rule", "subject_code", "subject_zh", "field_zh", "unit_zh"))
        for finding in answers["counties"]["findings"]
        if finding["severity"] == "warning"
    ]
    assert said == [
        ("county_figure_missing", "150402", "红山区", "苏木乡镇级综合服务平台数", "个"),
        ("more_than_one", "150402", "红山区", "旗县级综合服务平台数", "个"),
    ]


def test_of_enterprises_the_changed_are_said_and_a_gone_one_once(answers: dict[str, dict[str, Any]]) -> None:
    assert changed(answers["enterprises"]) == [
        ("宁城新材料有限公司", "企业名称", "宁城建材有限公司", "宁城新材料有限公司", "D2"),
        ("宁城新材料有限公司", "现有员工数", "84", "1084", "G2"),
        ("喀喇沁服装有限公司", "整行", "无", "有", "C4"),
        ("林西食品有限公司", "整行", "有", "无", None),
    ]
    (table,) = answers["enterprises"]["published"]
    assert [row[:3] for row in table["rows"]] == [
        [FIRST, "宁城新材料有限公司", "宁城县"],
        ["91150403004000016B", "元宝山物流有限公司", "元宝山区"],
        [FOURTH, "喀喇沁服装有限公司", "红山区"],
    ]
    assert THIRD not in str(table["rows"])


def test_an_event_is_known_by_its_day_and_title(answers: dict[str, dict[str, Any]]) -> None:
    assert changed(answers["activities"]) == [
        ("2024-03-08 春风行动专场", "提供岗位数", "300", "310", "G2"),
        ("2024-03-20 民营企业招聘月", "整行", "有", "无", None),
    ]
