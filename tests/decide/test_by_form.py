"""A form's decision is a person's, is taken once, and what cannot be decided fails at once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

from etl.airflow import decide_by_form as by_form
from etl.operate.decide.outcome import Outcome
from etl.store.events import DecisionError


def context(user: str | None = "admin", try_number: int = 1) -> dict[str, Any]:
    return {
        "dag_run": SimpleNamespace(triggering_user_name=user),
        "ti": SimpleNamespace(try_number=try_number),
        "params": {"reason": " 盟市来函 "},
    }


def test_who_pressed_the_button_is_the_actor() -> None:
    said: list[dict[str, str]] = []

    def taken(form: Any, who: dict[str, str]) -> Outcome:
        said.append(who)
        return Outcome(("done",), (2022, 2023), left=("150200 left out",))

    assert by_form.decide(taken, context()) == {"years": [2022, 2023], "left": ["150200 left out"]}
    assert said == [{"actor": "admin", "reason": "盟市来函"}]


@pytest.mark.parametrize(
    ("given", "says"),
    [(context(user=None), "a decision is a person's"), (context(try_number=2), "it may be decided already")],
    ids=["nobody", "tried again"],
)
def test_nothing_is_decided(given: dict[str, Any], says: str) -> None:
    def taken(form: Any, who: dict[str, str]) -> Outcome:
        raise AssertionError("it was decided")

    with pytest.raises(AirflowFailException, match=says):
        by_form.decide(taken, given)


@pytest.mark.parametrize("fault", [DecisionError("there is no submission 9"), ValueError("x is no league")])
def test_what_cannot_be_decided_is_not_tried_again(fault: Exception) -> None:
    def taken(form: Any, who: dict[str, str]) -> Outcome:
        raise fault

    with pytest.raises(AirflowFailException, match=str(fault)):
        by_form.decide(taken, context())
