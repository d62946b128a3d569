"""Detectors that ask others: Airflow whether its components live, the calendar whether it knows the year."""

from __future__ import annotations

import os
from datetime import date, timedelta

import httpx

from etl.common.calendar import due_at, is_known
from etl.common.settings import ZONE, settings
from etl.operate.alarms.detector import Situation, Symptom
from schemas.periods import span
from schemas.registry import registry


def component_unhealthy(_: Situation) -> list[Symptom]:
    """The components that Airflow's health page calls unhealthy; the API server where it does not answer."""
    # The address that tasks use: people's may be another, or may not be reachable from here.
    ours = f"http://127.0.0.1:{settings().airflow_port}/execution/"
    address = os.environ.get("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", ours).removesuffix("/execution/")
    try:
        answer = httpx.get(f"{address}/api/v2/monitor/health", timeout=10, trust_env=False)
        components = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as fault:
        return [Symptom("api-server", f"不应答:{type(fault).__name__}")]
    # A component that is not run here has no status.
    return [
        Symptom(name.replace("_", "-"), f"状态:{component['status']}")
        for name, component in components.items()
        if component and component["status"] not in ("healthy", None)
    ]


def calendar_unknown(given: Situation) -> list[Symptom]:
    """The coming years in which a return falls due and whose days off the calendar does not know."""
    assert given.threshold is not None
    today = given.now.astimezone(ZONE).date()
    until = today + timedelta(days=given.threshold)
    due = {
        due_at(kind, period).date()
        for kind in registry().returns.values()
        for period in span(kind.first_period, kind.last_period)
    }
    unknown = sorted(day for day in due if today <= day <= until and not is_known(day))
    return [
        Symptom(str(year), f"{min(d for d in unknown if d.year == year)}有报表到期")
        for year in _years(unknown)
    ]


def _years(days: list[date]) -> list[int]:
    return sorted({day.year for day in days})
