"""A small client of Airflow's REST API, for the demo and for tests."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

from etl.common.settings import settings
from etl.server import loopback, secret_files
from etl.server.patience import PATIENCE

ENDED = ("success", "failed")


class AirflowApi:
    """A signed-in session with the Airflow of this home; use it in a `with`.

    Every method raises httpx.HTTPStatusError with Airflow's answer if Airflow refuses. Runs and DAGs are
    Airflow's own JSON objects: a run has `dag_run_id`, `state`, `conf`, `start_date`, ...
    """

    def __init__(self, user: str = "admin", password: str | None = None) -> None:
        now = settings()
        self.address = f"http://127.0.0.1:{now.airflow_port}"
        if password is None:
            password = secret_files.read(now.secrets, f"airflow-{user}")
        body = {"username": user, "password": password}
        with loopback.client(self.address) as client:
            token = client.post("/auth/token", json=body).raise_for_status().json()["access_token"]
        self._client = loopback.client(self.address)
        self._client.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def dags(self) -> list[dict[str, Any]]:
        """All DAGs that were parsed."""
        dags: list[dict[str, Any]] = self._ask("GET", "dags", params={"limit": 1000})["dags"]
        return dags

    def wait_for_dag(self, dag_id: str) -> None:
        """The DAG was parsed and can be triggered; TimeoutError, with the import errors, if it never is."""
        deadline = time.monotonic() + PATIENCE
        while dag_id not in {dag["dag_id"] for dag in self.dags()}:
            if time.monotonic() > deadline:
                faults = [fault["stack_trace"] for fault in self._ask("GET", "importErrors")["import_errors"]]
                raise TimeoutError(f"Airflow does not know the DAG {dag_id}. {' '.join(faults)}")
            time.sleep(0.5)

    def pause(self, dag_id: str, paused: bool = True) -> None:
        """The DAG is paused (its schedule starts nothing), or with False it is not."""
        self._ask("PATCH", f"dags/{dag_id}", json={"is_paused": paused})

    def trigger(self, dag_id: str, conf: Mapping[str, Any] | None = None, run_id: str | None = None) -> str:
        """The id of the new run, which has `conf` as its parameters."""
        body: dict[str, Any] = {"conf": dict(conf or {}), "logical_date": None}
        if run_id is not None:
            body["dag_run_id"] = run_id
        answer: str = self._ask("POST", f"dags/{dag_id}/dagRuns", json=body)["dag_run_id"]
        return answer

    def run(self, dag_id: str, run_id: str) -> dict[str, Any]:
        """A run as it stands."""
        return self._ask("GET", f"dags/{dag_id}/dagRuns/{run_id}")

    def runs(self, dag_id: str = "~") -> list[dict[str, Any]]:
        """The latest 1,000 runs of a DAG, or of all, the newest first."""
        answer = self._ask("GET", f"dags/{dag_id}/dagRuns", params={"limit": 1000, "order_by": "-run_after"})
        runs: list[dict[str, Any]] = answer["dag_runs"]
        return runs

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """The task instances of a run, mapped ones one by one."""
        answer = self._ask("GET", f"dags/{dag_id}/dagRuns/{run_id}/taskInstances", params={"limit": 1000})
        tasks: list[dict[str, Any]] = answer["task_instances"]
        return tasks

    def log(self, dag_id: str, run_id: str, task_id: str, try_number: int = 1, map_index: int = -1) -> str:
        """What a task instance logged, a line for each event; an exception's line ends with its message."""
        path = f"dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/logs/{try_number}"
        content = self._ask("GET", path, params={"map_index": map_index, "full_content": True})["content"]
        return "\n".join(line if isinstance(line, str) else _text_of(line) for line in content)

    def question(self, dag_id: str, run_id: str, task_id: str) -> dict[str, Any]:
        """What a human-in-the-loop task asks: subject, body, options, and what was answered."""
        path = f"dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/-1/hitlDetails"
        return self._ask("GET", path)

    def answer(self, dag_id: str, run_id: str, task_id: str, option: str, **fields: str) -> None:
        """The human-in-the-loop task is answered as this user."""
        path = f"dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/-1/hitlDetails"
        self._ask("PATCH", path, json={"chosen_options": [option], "params_input": fields})

    def wait(self, dag_id: str, run_id: str) -> dict[str, Any]:
        """The run after its end, good or bad; TimeoutError if there is none."""
        deadline = time.monotonic() + PATIENCE
        while (run := self.run(dag_id, run_id))["state"] not in ENDED:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the run {run_id} of {dag_id} is {run['state']} after {PATIENCE} seconds")
            time.sleep(0.5)
        return run

    def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        answer = self._client.request(method, f"/api/v2/{path}", **more)
        if answer.is_error:
            raise httpx.HTTPStatusError(
                f"{method} {path}: {answer.status_code} {answer.text}",
                request=answer.request,
                response=answer,
            )
        body: dict[str, Any] = answer.json()
        return body


def _text_of(line: Mapping[str, Any]) -> str:
    faults = [f"{fault['exc_type']}: {fault['exc_value']}" for fault in line.get("error_detail") or ()]
    return " ".join([str(line["event"]), *faults])
