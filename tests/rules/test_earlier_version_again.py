"""An old file that takes the place of what corrected it is said to be one, whoever sends it again and why."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Answer, Send
from tests.rules.returns import DATA, PROGRESS, quarterly

pytestmark = pytest.mark.usefixtures("history")

OLD = quarterly("2024Q2")
CORRECTED = quarterly("2024Q2", {DATA.at("P00-1", "remark"): "口径改为全部机构"})


def said(answer: Answer) -> list[str]:
    return [finding["says"] for finding in answer["findings"] if finding["rule"] == "earlier_version_again"]


def test_earlier_version_again(send: Send) -> None:
    first = send(OLD, "2024-07-02")
    assert (first["verdict"], said(first)) == ("accepted", [])
    corrected = send(CORRECTED, "2024-07-03")
    assert (corrected["verdict"], said(corrected)) == ("accepted", [])
    again = send(OLD, "2024-07-04")
    assert again["verdict"] == "accepted"
    (sentence,) = said(again)
    assert f"它替换了第 {corrected['submission_id']} 号报送" in sentence
    assert send(OLD, "2024-07-05")["verdict"] == "duplicate"  # what counts already replaces nothing
    back = send(CORRECTED, "2024-07-06")
    (sentence,) = said(back)
    assert f"与第 {corrected['submission_id']} 号报送完全相同" in sentence
    assert f"它替换了第 {again['submission_id']} 号报送" in sentence


def test_a_part_that_was_refused_was_no_version(send: Send) -> None:
    refused = quarterly("2024Q3", {DATA.at("P00-1", "figure"): "约一千", PROGRESS.at(1, "progress"): "推进"})
    answer = send(refused, "2024-10-02")
    assert answer["parts"] == {"data": "refused", "progress": "accepted"}
    send(quarterly("2024Q3", None, DATA), "2024-10-03")
    assert said(send(refused, "2024-10-04")) == []
