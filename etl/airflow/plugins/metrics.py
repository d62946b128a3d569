"""The plugin of metrics and health: two addresses in Airflow's API server that need no login to Airflow.

Every component of Airflow loads this module at its start, so it imports next to nothing.
"""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin


class MetricsPlugin(AirflowPlugin):
    """Serves /jibao/metrics and /jibao/health; the API server alone asks for its apps."""

    name = "jibao_metrics"

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]
        from etl.airflow.plugins.metrics_pages import health_app, metrics_app

        return [
            {"app": metrics_app(), "url_prefix": "/jibao/metrics", "name": "jibao_metrics"},
            {"app": health_app(), "url_prefix": "/jibao/health", "name": "jibao_health"},
        ]
