"""The plugin of the board: its pages behind Airflow's login, and a place for them in its navigation.

Every component of Airflow loads this module at its start, so it imports next to nothing.
"""

from __future__ import annotations

from typing import Any

from airflow.plugins_manager import AirflowPlugin


class BoardPlugin(AirflowPlugin):
    """Serves the board; the API server alone asks for its apps."""

    name = "jibao_board"
    external_views = [  # noqa: RUF012 - Airflow's own attribute, and it takes rows out of it
        # Relative to Airflow's base path. Without a category Airflow draws a button that leads nowhere.
        {"name": "报送看板", "href": "jibao/board/", "destination": "nav", "category": "browse"},
    ]

    @property
    def fastapi_root_middlewares(self) -> list[dict[str, Any]]:  # type: ignore[override]
        from etl.airflow.plugins.zone import ZoneMiddleware

        return [{"middleware": ZoneMiddleware, "args": [], "kwargs": {}, "name": "jibao_zone"}]

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:  # type: ignore[override]
        from etl.airflow.plugins.board_routes import app
        from etl.operate.board.render import PREFIX

        return [{"app": app(), "url_prefix": PREFIX, "name": "jibao_board"}]
