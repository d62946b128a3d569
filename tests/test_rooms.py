"""The rooms of `etl/` stand in a row: the contracts are in pyproject.toml, under `tool.importlinter`."""

from __future__ import annotations

from importlinter.cli import lint_imports

from etl.common.settings import REPOSITORY


def test_a_room_imports_only_from_those_below_it_and_never_in_a_circle() -> None:
    assert lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0
