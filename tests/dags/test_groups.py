"""What waits is shared out among the tasks that judge, so that no run has thousands of them."""

from __future__ import annotations

from etl.airflow.groups import Group, group_name, grouped


def test_a_league_has_a_task_of_its_own_that_has_its_name() -> None:
    groups = grouped({"150100": [3, 5], "150400": [4], "unassigned": [6]})
    assert groups == [
        Group(leagues={"150100": [3, 5]}),
        Group(leagues={"150400": [4]}),
        Group(leagues={"unassigned": [6]}),
    ]
    assert [group_name(group) for group in groups] == ["呼和浩特市", "赤峰市", "未识别"]


def test_many_organisations_share_tasks() -> None:
    waiting = {f"{number:06}": [number] for number in range(3000)} | {"150100": [3000]}
    groups = grouped(waiting)
    assert len(groups) <= 48
    assert {code: ids for group in groups for code, ids in group["leagues"].items()} == waiting
    assert group_name(Group(leagues={"150100": [1], "150200": [2], "150300": [3]})) == "呼和浩特市等3个"


def test_nothing_waits() -> None:
    assert grouped({}) == []
