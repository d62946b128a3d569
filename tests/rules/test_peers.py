"""A figure against how the other leagues' moved, where the league's own history does not speak yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from schemas.periods import Period
from tests.conftest import Opener
from tests.rules.conftest import Judge
from tests.rules.faults import faults, notes
from tests.rules.returns import DATA, Changes, figure, quarterly
from tests.walk.driving import ingest

PEERS = ("150100", "150200", "150300", "150500", "150600", "150700")
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1")


def first_quarter(code: str, times: float) -> Changes:
    """The first quarter of a year with that many times an indicator's usual figure."""
    value = round(figure(code, 1) * times)
    return {DATA.at(code, field): value for field in ("figure", "year_to_date")}


@pytest.fixture(scope="module", autouse=True)
def peers(
    open_warehouse: Opener, history_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Six other leagues with five quarters; in the last of them P01-1 is 3.5 times what it was everywhere."""
    folder = tmp_path_factory.mktemp("peers")
    lines = ["file,arrived_at"]
    for league in PEERS:
        (folder / league).mkdir()
        for period in QUARTERS:
            changes = first_quarter("P01-1", 3.5) if period == "2024Q1" else {}
            whose = {"主要数据!A1": f"填报单位:{league}", DATA.at("P27-1", "figure"): 1}
            content = quarterly(period, {**changes, **whose}, DATA)
            (folder / league / f"{period}.xlsx").write_bytes(content)
            lines.append(f"{league}/{period}.xlsx,{Period.parse(period).end + timedelta(days=1)}")
    arrivals = folder.with_suffix(".csv")
    arrivals.write_text("\n".join(lines))
    with open_warehouse(history_database):
        assert {answer["verdict"] for answer in ingest(folder, "--arrivals", arrivals).values()} == {
            "accepted"
        }
        yield


@pytest.fixture(scope="module")
def judge(peers: None, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Judges the league's first quarter of 2024, sent once more, beside those peers."""
    import json

    from tests.walk.driving import jibao

    file = tmp_path_factory.mktemp("sent") / "return.xlsx"

    def judged(content: bytes) -> dict[str, object]:
        file.write_bytes(content)
        (answer,) = json.loads(jibao("check", "--json", file)[1])
        return dict(answer)

    return judged


def test_peer_outlier(judge: Judge) -> None:
    """1,000 in each of six quarters, and the peers stand where they stood: four times as much is told."""
    place = DATA.at("P00-1", "figure")
    answer = judge(quarterly("2024Q1", first_quarter("P00-1", 4)))
    assert notes(answer) == [("peer_outlier", place, "4000", "1000", "3000")]
    assert (faults(answer), answer["verdict"]) == ([], "accepted")
    assert answer["findings"][0]["says"] == (
        "4000 是本盟市以往水平 1000 的 4 倍,而同期其他盟市一般为各自以往水平的 1 倍。"
    )
    down = judge(quarterly("2024Q1", first_quarter("P00-1", 0.25)))
    assert notes(down) == [("peer_outlier", place, "250", "1000", "-750")]
    for times in (3.99, 1, 0.26):
        assert judge(quarterly("2024Q1", first_quarter("P00-1", times)))["findings"] == []


def test_peer_outlier_of_nothing(judge: Judge) -> None:
    answer = judge(quarterly("2024Q1", first_quarter("P00-1", 0)))
    assert notes(answer) == [("peer_outlier", DATA.at("P00-1", "figure"), "0", "1000", "-1000")]


def test_what_moves_as_the_peers_do_is_no_outlier(judge: Judge) -> None:
    """Seven times as much is twice what the peers have."""
    assert judge(quarterly("2024Q1", first_quarter("P01-1", 7)))["findings"] == []


def test_the_leagues_own_history_speaks_first(judge: Judge) -> None:
    answer = judge(quarterly("2024Q1", first_quarter("P00-1", 10)))
    assert ([rule for rule, *_ in faults(answer)], notes(answer)) == (["magnitude_slip"], [])
    third = {DATA.at("P00-1", "figure"): 5000, DATA.at("P00-1", "year_to_date"): 7000}
    answer = judge(quarterly("2024Q3", third))
    assert ([rule for rule, *_ in faults(answer)], notes(answer)) == (["history_outlier"], [])


def test_too_few_peers_are_none(judge: Judge) -> None:
    """Nobody else has the second quarter of 2024."""
    changes = {DATA.at("P00-1", "figure"): 5000, DATA.at("P00-1", "year_to_date"): 6000}
    assert judge(quarterly("2024Q2", changes))["findings"] == []
