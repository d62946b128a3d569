"""A warehouse of a registry that has a further kind of return, and what leagues sent of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from tests.conftest import Opener
from tests.reminders.registries import in_force
from tests.third_kind.registries import with_half_yearly
from tests.third_kind.returns import departments, text, workbook
from tests.walk.driving import ingest

FIRST = "呼和浩特市2024年上半年部门落实情况.xlsx"
SECOND = "包头市_2024H1.csv"
ARRIVALS = {f"150100/{FIRST}": "2024-07-05 09:00", f"150200/{SECOND}": "2024-07-11 09:00"}
LATEST = "150100/更正.xlsx"


@dataclass(frozen=True)
class Sent:
    """The warehouse, and what was answered by file."""

    engine: sa.Engine
    answers: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def half_yearly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The registry with the further kind is the process's."""
    with in_force(with_half_yearly(tmp_path_factory.mktemp("own") / "registry")):
        yield


@pytest.fixture(scope="module")
def sent(
    half_yearly: None, open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sent]:
    """A sound workbook, a text file with faults, and a revision of the first that came by the inbox."""
    folder = tmp_path_factory.mktemp("sent")
    plain = (2, 10.5, "正在落实", None, None, None)
    ready = (3, "1.5亿元", "全部完成", "2024年5月20日", None, None)
    workbook(
        folder / f"150100/{FIRST}",
        "呼和浩特市人社局",
        "2024年上半年",
        departments(发展改革委=ready),
        [("青城技校", 120), ("新起点培训学校", 80)],
    )
    faulty = departments(
        财政厅=("二次", 1, "正在落实", None, None, None),
        教育厅=(1, 1, "差不多了", "五月底", None, None),
        团委=(1, None, "正在落实", None, None, None),
        银保监局=(),
    )
    text(folder / f"150200/{SECOND}", "包头市", "2024年1-6月", [*faulty, ("民政厅", *plain)])
    with folder.with_suffix(".csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("file", "arrived_at"), *ARRIVALS.items()])
    with open_warehouse(empty_database) as engine, pytest.MonkeyPatch.context() as environment:
        environment.setenv("JIBAO_SETTLE_SECONDS", "0")
        answers = ingest(folder, "--arrivals", folder.with_suffix(".csv"))
        revised = departments(发展改革委=ready, 财政厅=(9, *plain[1:]))
        workbook(settings().inbox / LATEST, "呼和浩特市", "2024H1", revised, note="财政厅会议次数有误")
        yield Sent(engine, answers | ingest())
