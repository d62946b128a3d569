"""The files of .docker/monitoring are what Prometheus takes, and speak of metrics that there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from etl.common.settings import REPOSITORY, SQL
from etl.operate.metrics.definitions import COUNTED, MEASURED, REPLY, WAREHOUSE_UP

MONITORING = REPOSITORY / ".docker" / "monitoring"
DASHBOARD = MONITORING / "grafana" / "dashboards" / "jibao.json"
NAMES = {metric.name for metric in (*COUNTED, *MEASURED, REPLY, WAREHOUSE_UP)}


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool (Debian: prometheus) is not installed")
def test_promtool_takes_them(tmp_path: Path) -> None:
    shutil.copytree(MONITORING, tmp_path, dirs_exist_ok=True)
    (tmp_path / "metrics-token").write_text("token")
    done = subprocess.run(
        ["promtool", "check", "config", tmp_path / "prometheus.yml"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_metric_of_ours_that_they_name_is_one() -> None:
    text = DASHBOARD.read_text() + (MONITORING / "alerts.yml").read_text()
    named = set(re.findall(r"\bjibao_\w+", text)) - {"jibao_reply_seconds_bucket"}
    assert named <= NAMES


def test_every_metric_is_in_the_documentation_and_has_its_sql() -> None:
    documented = set(re.findall(r"`(jibao_\w+)`", (REPOSITORY / "docs" / "monitoring.md").read_text()))
    assert documented == NAMES
    assert {metric.sql for metric in (*COUNTED, REPLY)} == {path.stem for path in (SQL / "metrics").iterdir()}


def test_every_alert_says_it_in_two_languages_and_where_to_look() -> None:
    groups = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"]
    for rule in (rule for group in groups for rule in group["rules"]):
        said = rule["annotations"]
        assert re.search(r"[一-龥]", said["summary"])
        assert said["summary_en"].isascii()
        assert re.fullmatch(r"docs/runbook\.md#[a-z-]+", said["runbook"])


def test_no_two_panels_lie_on_each_other() -> None:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    cells = [
        (place["x"] + x, place["y"] + y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["w"])
        for y in range(place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
