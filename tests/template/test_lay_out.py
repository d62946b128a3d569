"""When templates are laid out, for whom, and what becomes of those that lie there."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.settings import ZONE, settings
from etl.template.due import ending_soon, owed
from etl.template.lay_out import lay_out
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Exemption
from tests.walk.driving import SAMPLES, ingest, jibao

pytestmark = pytest.mark.slow
NAME = "锡林郭勒盟_2023Q2_季度进展报表_模板.xlsx"


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (date(2022, 6, 15), []),  # before the first return
        (date(2022, 9, 15), ["2022Q3"]),
        (date(2023, 3, 15), ["2023Q1"]),
        (date(2023, 3, 31), ["2023Q1"]),
        (date(2023, 4, 15), []),
        (date(2023, 12, 15), ["2023Q4", "2023"]),
        (date(2026, 3, 15), []),  # after the last one
    ],
)
def test_what_ends_soon_is_next(day: date, periods: list[str]) -> None:
    assert [str(period) for period in ending_soon(day, registry())] == periods


def test_who_is_exempt_or_gone_owes_nothing() -> None:
    known, quarter = registry(), Period(2023, 2)
    let_off = Exemption("150100", "quarterly", quarter, "机构改革", "处室", date(2023, 6, 1))
    gone = dataclasses.replace(known.leagues["150200"], valid_to=date(2023, 5, 31))
    changed = dataclasses.replace(known, leagues={**known.leagues, "150200": gone}, exemptions=(let_off,))
    everyone = {found.league_code for found in owed(known, "none", quarter)}
    assert everyone == set(known.leagues)
    assert everyone - {found.league_code for found in owed(changed, "none", quarter)} == {"150100", "150200"}


def test_the_due_day_is_the_one_that_counts() -> None:
    (found,) = owed(registry(), "announced_break", Period(2023, 1), "150400")
    assert (found.nominal, found.due) == (date(2023, 4, 5), date(2023, 4, 6))


def test_in_december_each_league_gets_two(warehouse: sa.Engine) -> None:
    laid = lay_out(datetime(2023, 12, 15, 9, tzinfo=ZONE))
    assert len(laid) == 2 * len(registry().leagues)
    assert laid[0] == "150100/呼和浩特市_2023Q4_季度进展报表_模板.xlsx"
    assert laid[-1] == "152900/阿拉善盟_2023_年度总结报表_模板.xlsx"
    lying = [path.relative_to(settings().outbox).as_posix() for path in settings().outbox.rglob("*.*")]
    assert sorted(lying) == sorted(laid)


def test_a_league_or_period_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'赤峰市' is no league's code"):
        lay_out(league_code="赤峰市", period="2023Q2")
    with pytest.raises(ValueError, match="'2023Q5' is no period"):
        lay_out(period="2023Q5")


def test_a_template_is_replaced_when_more_is_known(warehouse: sa.Engine, tmp_path: Path) -> None:
    file = settings().outbox / "152500" / NAME

    def laid() -> list[str]:
        return lay_out(league_code="152500", period="2023Q2")

    assert laid() == [f"152500/{NAME}"]
    before, when = file.read_bytes(), file.stat().st_mtime_ns
    assert laid() == []
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, when)
    (sample,) = (SAMPLES / "returns" / "152500").glob("*2023Q1*")
    copy = tmp_path / "152500" / sample.name
    copy.parent.mkdir()
    copy.write_bytes(sample.read_bytes())
    assert [answer["verdict"] for answer in ingest(tmp_path).values()] == ["accepted"]
    assert laid() == [f"152500/{NAME}"]
    assert file.read_bytes() != before
    assert [path.name for path in file.parent.glob("*模板*")] == [NAME]


def test_what_somebody_filled_in_is_left(warehouse: sa.Engine) -> None:
    file = settings().outbox / "152500" / NAME
    assert lay_out(league_code="152500", period="2023Q2") == [f"152500/{NAME}"]
    book = openpyxl.load_workbook(file)
    book["主要数据"]["E6"] = 1234
    book.save(file)
    saved = file.read_bytes()
    assert lay_out(league_code="152500", period="2023Q2") == []
    assert file.read_bytes() == saved


def test_the_command_takes_code_name_and_alias(warehouse: sa.Engine, tmp_path: Path) -> None:
    for league in ("152500", "锡林郭勒盟", "锡盟"):
        assert jibao("template", league, "2023Q2", "-o", tmp_path) == (0, f"{tmp_path / NAME}\n")
    annual = settings().outbox / "152500" / "锡林郭勒盟_2023_年度总结报表_模板.xlsx"
    assert jibao("template", "锡盟", "2023") == (0, f"{annual}\n")


@pytest.mark.parametrize(
    "arguments", [("成都", "2023Q2"), ("锡盟", "2023Q5"), ("锡盟", "第二季度"), ("锡盟",)]
)
def test_the_command_refuses_what_it_does_not_know(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        jibao("template", *arguments)
    assert ended.value.code == 64


def test_the_command_refuses_a_period_without_a_return(capsys: pytest.CaptureFixture[str]) -> None:
    assert jibao("template", "锡盟", "2022Q2") == (64, "")
    assert capsys.readouterr().err == "jibao template: 152500 owes no return for 2022Q2\n"
