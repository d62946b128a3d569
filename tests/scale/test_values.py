"""docs/kubernetes/values.yaml says what docker-compose.yml says, where both say it."""

from __future__ import annotations

from typing import Any

import yaml

from etl.common.settings import REPOSITORY

# The compose file leaves these to Airflow: the chart's own defaults are others.
OF_THE_CHART = {"AIRFLOW__CORE__AUTH_MANAGER"}
# What the chart sets by itself, from its secrets and services, or has another way for.
BY_THE_CHART = {
    "AIRFLOW__API__BASE_URL",
    "AIRFLOW__API__HOST",
    "AIRFLOW__API__PORT",
    "AIRFLOW__API__SECRET_KEY",
    "AIRFLOW__API_AUTH__JWT_SECRET",
    "AIRFLOW__CELERY__BROKER_URL",
    "AIRFLOW__CELERY__RESULT_BACKEND",
    "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
    "AIRFLOW__CORE__EXECUTOR",
    "AIRFLOW__CORE__FERNET_KEY",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
    "AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK",
    "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST",
    "AIRFLOW__SECRETS__BACKEND",
    "AIRFLOW__SECRETS__BACKEND_KWARGS",
}


def test_settings_are_those_of_compose() -> None:
    values = _read("docs/kubernetes/values.yaml")
    ours = {each["name"]: each["value"] for each in values["env"]}
    theirs = _read("docker-compose.yml")["x-service"]["environment"]
    airflows = {
        name.removesuffix("_CMD")  # a secret, which a file has there
        for name in theirs
        if name.startswith("AIRFLOW__") and "__METRICS__" not in name
    }
    assert {name for name in ours if name.startswith("AIRFLOW__")} == airflows - BY_THE_CHART | OF_THE_CHART
    same = ours.keys() & airflows
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}


def test_no_secret_is_in_it() -> None:
    values = _read("docs/kubernetes/values.yaml")
    assert {each["envName"] for each in values["secret"]} == {
        "JIBAO_ADMIN_PASSWORD",
        "JIBAO_AIRFLOW_DATABASE_URL",
        "JIBAO_METRICS_TOKEN",
        "JIBAO_VIEWER_PASSWORD",
        "JIBAO_WAREHOUSE_URL",
    }
    given = {each["name"] for each in values["env"]}
    assert not [name for name in given if name.endswith(("_PASSWORD", "_TOKEN", "_KEY", "_SECRET", "_URL"))]


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REPOSITORY / name).read_text(encoding="utf-8"))
    return loaded
