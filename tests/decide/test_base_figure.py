"""What was reached before the first return: entered by a person, dated, corrected by a later one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.airflow import decide_by_form as by_form
from etl.operate.decide.base_figure import provide
from etl.store.events import DecisionError
from etl.summarise.tables import build
from tests.summarise.filing import figures, file_return, moment
from tests.walk.driving import jibao

WHO = {"actor": "王处长", "reason": "来函", "provider": "人社厅", "source": "内人社函〔2022〕3号"}
LATER = moment("2099-01-01")


def standing(engine: sa.Engine, as_of: Any = LATER) -> tuple[Any, ...]:
    with engine.begin() as connection:
        build(connection, 2022, as_of)
        query = "SELECT actual, opening_balance, missing FROM summary.annual_target WHERE target_id = 'T03'"
        return tuple(connection.execute(sa.text(query)).one())


def now(engine: sa.Engine) -> Any:
    with engine.connect() as connection:
        return connection.execute(sa.text("SELECT clock_timestamp()")).scalar_one()


@pytest.fixture
def told(warehouse: sa.Engine) -> sa.Engine:
    """A league has had 40 posts in 2022."""
    with warehouse.begin() as connection:
        parts = {"data": figures({"P03-1": (40, None)})}
        file_return(connection, "150100", "2022", parts, moment("2023-01-05"))
        build(connection, 2022, LATER)
    return warehouse


def test_it_counts_from_its_moment_on_and_a_later_one_takes_its_place(told: sa.Engine) -> None:
    assert standing(told)[:2] == (40, None)
    assert str(standing(told)[2]).endswith("2021年实绩")
    before = now(told)
    outcome = provide("P03-1", 2021, Decimal(1900), **WHO)
    assert outcome.years == (2022,)
    assert standing(told)[:2] == (1940, 1900)
    assert "2021年实绩" not in str(standing(told)[2])
    between = now(told)
    provide("P03-1", 2021, Decimal(2000), **WHO)
    assert [standing(told, as_of)[1] for as_of in (before, between, LATER)] == [None, 1900, 2000]
    with told.connect() as connection:
        events = connection.execute(
            sa.text(
                "SELECT actor, detail -> 'base_figure' ->> 'value' FROM intake.event WHERE verb = 'provide'"
            )
        ).all()
        now_counts = connection.execute(
            sa.text("SELECT value, provider_zh, source, entered_by FROM warehouse.base_figure")
        ).all()
    assert [tuple(row) for row in events] == [("王处长", "1900"), ("王处长", "2000")]
    assert [tuple(row) for row in now_counts] == [(2000, "人社厅", "内人社函〔2022〕3号", "王处长")]


def test_tables_that_rest_on_it_are_old_until_they_are_built(told: sa.Engine) -> None:
    def is_old() -> bool:
        with told.connect() as connection:
            query = "SELECT is_old FROM warehouse.summary_age WHERE period = '2022'"
            return bool(connection.execute(sa.text(query)).scalar_one())

    assert not is_old()
    provide("P03-1", 2021, Decimal(1900), **WHO)
    assert is_old()
    standing(told)
    assert not is_old()


@pytest.mark.parametrize(
    ("code", "year", "value", "says"),
    [
        ("P01-1", 2021, "5", "no target counts P01-1 of 2021; of that year are asked: P00-1, P03-1, P17-1"),
        ("P03-1", 2022, "5", "no target counts P03-1 of 2022; of that year are asked: none"),
        ("P03-1", 2020, "5", "no target counts P03-1 of 2020"),
        ("P03-1", 2021, "-1", "-1 is no figure of P03-1: 0 or more, 0 decimals"),
        ("P03-1", 2021, "1.5", r"1\.5 is no figure"),
        ("P03-1", 2021, "NaN", "NaN is no figure"),
        ("P03-1", 2021, "1e15", r"1E\+15 is no figure"),
    ],
)
def test_what_cannot_be_entered(code: str, year: int, value: str, says: str) -> None:
    with pytest.raises(DecisionError, match=says):
        provide(code, year, Decimal(value), **WHO)


def test_the_form_and_the_command_enter_it(told: sa.Engine) -> None:
    form = {"indicator": " P03-1 ", "year": 2021, "value": 1900, "provider": "人社厅 ", "source": "来函"}
    assert by_form.provide(form, {"actor": "王处长", "reason": "来函"}).years == (2022,)
    assert standing(told)[1] == 1900
    about = ("--provider", "人社厅", "--source", "来函", "--actor", "王处长", "--reason", "更正")
    code, printed = jibao("provide", "P03-1", "2021", "2,000", *about)
    assert (code, printed.splitlines()) == (
        0,
        [
            "P03-1 开发基层岗位吸纳高校毕业生数, 2021: 2000, by 人社厅",
            "annual tables of 2022: built anew",
        ],
    )
    assert standing(told)[1] == 2000
    assert jibao("provide", "P01-1", "2021", "5", *about) == (64, "")
