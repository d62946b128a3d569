"""What each event of the archive's log did to the waiting room, done again: nothing is judged anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from etl.load.waiting_room import found_in, keep_findings, load_rows
from etl.publish.editions import keep
from etl.store import archive
from etl.store.warehouse import statement
from schemas.registry import registry


class Event(TypedDict):
    """An event of the archive's log; what is in `detail` follows from its verb."""

    event_id: int
    submission_id: int | None
    part: str | None
    at: datetime
    recorded_at: str
    verb: str
    from_state: str | None
    to_state: str
    actor: str
    reason: str | None
    detail: dict[str, Any]


Handler = Callable[[sa.Connection, Event], None]


def replay(connection: sa.Connection, logged: Iterable[Mapping[str, Any]]) -> None:
    """The empty waiting room is as the events left it, with their numbers and moments, and holds them too.

    ValueError names an event of which the log lacks something, or whose document is not there.
    """
    for line in logged:
        event = cast(Event, {**line, "at": datetime.fromisoformat(line["at"])})
        handler = _HANDLERS.get((_thing(event), event["verb"]))
        try:
            if handler:
                handler(connection, event)
        except (KeyError, FileNotFoundError) as fault:
            raise ValueError(f"event {event['event_id']} ({event['verb']}): {fault!r}") from fault
        connection.execute(
            statement("rebuild/event").bindparams(sa.bindparam("detail", type_=JSONB)),
            dict(event),
        )
    connection.execute(statement("intake/numbers"), {"gap": 0})


def _thing(event: Event) -> str:
    if event["submission_id"] is None:
        return "period"
    return "submission" if event["part"] is None else "part"


def _submission_of(event: Event) -> int:
    assert event["submission_id"] is not None
    return event["submission_id"]


def _receive(connection: sa.Connection, event: Event) -> None:
    about = event["detail"]
    connection.execute(
        statement("rebuild/submission"),
        {
            **{name: about[name] for name in ("file_name", "sent_as", "folder", "sha256", "size_bytes")},
            "submission_id": event["submission_id"],
            "arrived_at": about.get("arrived_at", event["at"]),
            "received_at": event["at"] if "again_of" in about else event["recorded_at"],
            "again_of": about.get("again_of"),
        },
    )
    _resolve(connection, about.get("resolved_ids"), event["at"])


def _judge(connection: sa.Connection, event: Event) -> None:
    about, number = event["detail"], _submission_of(event)
    names = ("league_code", "return_kind", "period", "revision_reason", "template_version", "duplicate_of")
    verdict = {
        **{name: about[name] for name in names},
        "reported_on": about["reported_on"],
        "submission_id": number,
        "state": event["to_state"],
        "decided_at": event["at"].isoformat(),
    }
    connection.execute(statement("intake/verdict", "verdicts"), {"verdicts": [verdict]})
    for part, held in about["contents"].items():
        _load(connection, event, part, held)
    _keep_findings(connection, event, raised_by=number)


def _load(connection: sa.Connection, event: Event, part: str, held: Mapping[str, Any]) -> None:
    about = event["detail"]
    of_the_return = {name: about[name] for name in ("league_code", "return_kind", "period")}
    connection.execute(
        statement("rebuild/part").bindparams(sa.bindparam("header_cells", type_=JSONB)),
        {
            **of_the_return,
            "part_id": held["part_id"],
            "submission_id": event["submission_id"],
            "part": part,
            "sheet": held["sheet"],
            "header_cell": held.get("header_cell"),
            "header_cells": held.get("header_cells", {}),
            "verdict": about["parts"][part],
            "decided_at": event["at"],
            "held": part in about.get("held", ()),
        },
    )
    rows = [{**row, "part_id": held["part_id"]} for row in held["rows"]]
    load_rows(connection, registry().part(about["return_kind"], part), rows)
    connection.execute(statement("intake/part_validity"), of_the_return)


def _recheck(connection: sa.Connection, event: Event) -> None:
    about = event["detail"]
    _keep_findings(connection, event, raised_by=about["by"])
    _resolve(connection, about["resolved_ids"], event["at"])


def _keep_findings(connection: sa.Connection, event: Event, raised_by: int) -> None:
    about = event["detail"]
    findings = [
        row | {"finding_id": finding_id}
        for row, finding_id in zip(about["findings"], about["finding_ids"], strict=True)
    ]
    keep_findings(connection, found_in(_submission_of(event), findings, raised_by, event["at"]))


def _resolve(connection: sa.Connection, finding_ids: list[int] | None, at: datetime) -> None:
    if finding_ids:
        connection.execute(statement("intake/resolve_findings"), {"finding_ids": finding_ids, "at": at})


def _release(connection: sa.Connection, event: Event) -> None:
    named = {"submission_id": event["submission_id"], "part": event["part"]}
    connection.execute(statement("intake/release_part"), named | {"at": event["at"]})
    part = dict(connection.execute(statement("rebuild/part_of"), named).mappings().one())
    del part["part_id"]
    connection.execute(statement("intake/part_validity"), part)


def _state(connection: sa.Connection, event: Event) -> None:
    state = {"submission_id": event["submission_id"], "state": event["to_state"]}
    connection.execute(statement("intake/submission_state"), state)


def _withdraw(connection: sa.Connection, event: Event) -> None:
    named = {"submission_id": event["submission_id"], "part": event["part"]}
    part = dict(connection.execute(statement("rebuild/part_of"), named).mappings().one())
    connection.execute(statement("intake/withdraw_part"), {"part_id": part.pop("part_id"), "at": event["at"]})
    connection.execute(statement("intake/part_validity"), part)


def _correct(connection: sa.Connection, event: Event) -> None:
    correction = {"submission_id": event["submission_id"], "arrived_at": event["detail"]["arrived_at"]}
    connection.execute(statement("intake/arrival_correction"), _decision(event) | correction)


def _decision(event: Event) -> dict[str, object]:
    return {"at": event["at"], "actor": event["actor"], "reason": event["reason"]}


def _lock(connection: sa.Connection, event: Event) -> None:
    connection.execute(statement("intake/lock_year"), _decision(event) | {"year": event["detail"]["year"]})


def _unlock(connection: sa.Connection, event: Event) -> None:
    about = {name: event["detail"][name] for name in ("year", "league_code", "until")}
    connection.execute(statement("intake/open_year"), _decision(event) | about)


def _waive(connection: sa.Connection, event: Event) -> None:
    connection.execute(
        statement("intake/waiver"),
        {"subject_code": None, **event["detail"]["waiver"], "decided_at": event["at"]},
    )


def _provide(connection: sa.Connection, event: Event) -> None:
    figure = event["detail"]["base_figure"]
    entered = {"entered_at": event["at"], "entered_by": event["actor"]}
    connection.execute(statement("intake/base_figure"), figure | entered)


def _answer(connection: sa.Connection, event: Event) -> None:
    answer = event["detail"]["answer"]
    answered = {"answered_at": event["at"], "answered_by": event["actor"]}
    connection.execute(statement("intake/matter_answer"), answer | answered)


def _write(connection: sa.Connection, event: Event) -> None:
    about = {name: event["detail"][name] for name in ("year", "section", "subject", "words")}
    written = {"written_at": event["at"], "written_by": event["actor"]}
    connection.execute(statement("intake/department_words"), about | written)


def _revoke(connection: sa.Connection, event: Event) -> None:
    about = {name: event["detail"][name] for name in ("waiver_id", "valid_to")}
    connection.execute(statement("intake/end_waiver"), about)


def _ask(connection: sa.Connection, event: Event) -> None:
    about = {name: event["detail"][name] for name in ("approval_id", "period", "content_sha256")}
    connection.execute(statement("rebuild/approval"), about | {"at": event["at"]})


def _approve(connection: sa.Connection, event: Event) -> None:
    about = event["detail"]
    answer = {"approval_id": about["approval_id"], "decision": event["to_state"], "actor": event["actor"]}
    answer |= {"reason": about["opinion"] or None, "moment": event["at"]}
    connection.execute(statement("publish/decide"), answer)


def _publish(connection: sa.Connection, event: Event) -> None:
    document = archive.path_of(event["detail"]["document"]).read_text(encoding="utf-8")
    keep(connection, json.loads(document))


# What is not here (a part's verdict, what was superseded or revived) follows from what is.
_HANDLERS: Mapping[tuple[str, str], Handler] = {
    ("submission", "receive"): _receive,
    ("submission", "rejudge"): _receive,
    ("submission", "assign"): _receive,
    ("submission", "judge"): _judge,
    ("submission", "recheck"): _recheck,
    ("submission", "correct"): _correct,
    ("submission", "release"): _state,
    ("part", "release"): _release,
    ("part", "withdraw"): _withdraw,
    ("period", "lock"): _lock,
    ("period", "unlock"): _unlock,
    ("period", "waive"): _waive,
    ("period", "provide"): _provide,
    ("period", "answer"): _answer,
    ("period", "write"): _write,
    ("period", "revoke"): _revoke,
    ("period", "ask"): _ask,
    ("period", "approve"): _approve,
    ("period", "publish"): _publish,
}
