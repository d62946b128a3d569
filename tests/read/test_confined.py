"""A parser's process: it gets its arguments and little else."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.read.confined import confined

TELLS = "import json, os, sys; json.dump({'environment': dict(os.environ), 'file': sys.argv[1]}, sys.stdout)"


def test_our_passwords_are_kept_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("JIBAO_WAREHOUSE_URL", "PGPASSWORD", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN")
    for name in secrets:
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/somewhere")
    script = tmp_path / "tells.py"
    script.write_text(TELLS, encoding="utf-8")
    told = confined(script, "赤峰市.xlsx", package="xlrd")
    assert not told["environment"].keys() & set(secrets)
    assert "secret" not in told["environment"].values()
    assert (told["environment"]["RUST_BACKTRACE"], told["environment"]["LD_LIBRARY_PATH"]) == (
        "0",
        "/somewhere",
    )
    assert told["file"] == "赤峰市.xlsx"
