"""The DAG files: they load, say what they do, and are wiring only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from etl.common.settings import DAGS, REPOSITORY

FILES = sorted(DAGS.glob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_dag_file_is_wiring(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 80
    top = [node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name for node in top}
    allowed = {"__future__", "datetime", "typing", "airflow.sdk", "airflow.sdk.exceptions"}
    allowed |= {"airflow.providers.standard.operators.hitl", "etl.common.settings"}
    rooms = ("assets", "deadlines", "decide_form", "defaults", "named", "notifier", "plugins.data_docs_link")
    assert modules <= allowed | {f"etl.airflow.{name}" for name in rooms}


@pytest.mark.slow
def test_what_dag_files_import_is_light() -> None:
    """The scheduler's processes load these files again and again: nothing heavy may come with them."""

    def loads(modules: str) -> str:
        code = (
            f"import sys, {modules}; print({{'pandas', 'pandera', 'great_expectations'}} & set(sys.modules))"
        )
        return subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, check=True, capture_output=True, text=True
        ).stdout

    assert loads(
        "etl.airflow.inbox_trigger, etl.airflow.defaults, etl.airflow.deadlines, etl.airflow.decide_form,"
        " etl.common.settings, etl.server.pools"
    ) == loads("airflow.triggers.base, airflow.sdk")
