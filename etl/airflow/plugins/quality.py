"""The plugin of Data Docs: their pages behind Airflow's login, and a place for them in its navigation.

Every component of Airflow loads this module at its start, so it imports next to nothing.
"""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from etl.airflow.plugins.data_docs_link import PREFIX


class DataDocsPlugin(AirflowPlugin):
    """Serves the pages under `PREFIX`; the API server alone asks for its apps."""

    name = "jibao_quality"
    external_views = [  # noqa: RUF012 - Airflow's own attribute, and it takes rows out of it
        {"name": "数据质量检查", "href": f"{PREFIX}/index.html", "destination": "nav", "category": "browse"},
    ]

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]
        from etl.airflow.plugins.pages import app

        return [{"app": app(), "url_prefix": PREFIX, "name": "jibao_quality"}]
