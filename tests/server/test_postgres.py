"""The embedded PostgreSQL as it runs: who may do what, and from where."""

from __future__ import annotations

from pathlib import Path

import psutil
import psycopg
import pytest

from etl.common.settings import Settings, settings
from etl.server import postgres, secret_files, supervisor
from etl.server.configuration import AIRFLOW
from tests.server.homes import ask, connect, server_pid


class TestRunning:
    """On one server, which is only looked at."""

    @pytest.fixture(autouse=True)
    def started(self, shared_home: Settings) -> None:
        postgres.ensure()

    def test_is_up_and_stays_the_same_server(self, shared_home: Settings) -> None:
        first = server_pid(shared_home)
        postgres.ensure()
        postgres.start()
        assert postgres.is_up()
        assert server_pid(shared_home) == first

    def test_does_not_run_as_root(self, shared_home: Settings) -> None:
        assert psutil.Process(server_pid(shared_home)).uids().effective != 0

    def test_listens_on_the_loopback_interface_only(self, shared_home: Settings) -> None:
        listening = psutil.Process(server_pid(shared_home)).net_connections(kind="all")
        heard = {c.laddr for c in listening if c.status == psutil.CONN_LISTEN}
        assert heard == {("127.0.0.1", shared_home.postgres_port)}

    def test_secrets_are_ours_alone(self, shared_home: Settings) -> None:
        assert shared_home.secrets.stat().st_mode & 0o777 == 0o700
        modes = {path.name: path.stat().st_mode & 0o777 for path in shared_home.secrets.iterdir()}
        assert set(modes.values()) == {0o600}
        assert set(modes) == {
            "airflow-admin",
            "airflow-fernet-key",
            "airflow-jwt-secret",
            "airflow-secret-key",
            "airflow-viewer",
            "database-airflow",
            "database-analyst",
            "database-loader",
            "database-postgres",
            "metrics-token",
        }
        assert len(secret_files.read(shared_home.secrets, "airflow-jwt-secret")) >= 64

    def test_two_databases_with_their_owners(self) -> None:
        databases = """
            SELECT datname, datdba::regrole::text, pg_encoding_to_char(encoding), datlocprovider, datlocale
            FROM pg_database WHERE NOT datistemplate ORDER BY 1
        """
        assert ask(postgres.loader_url(), databases) == [
            ("airflow", "airflow", "UTF8", "b", "C.UTF-8"),
            ("jibao", "loader", "UTF8", "b", "C.UTF-8"),
            ("postgres", "postgres", "UTF8", "b", "C.UTF-8"),
        ]

    def test_passwords_are_kept_as_scram(self, shared_home: Settings) -> None:
        password = secret_files.read(shared_home.secrets, "database-postgres")
        url = f"postgresql://postgres:{password}@127.0.0.1:{shared_home.postgres_port}/postgres"
        kinds = "SELECT rolname, left(rolpassword, 13) FROM pg_authid WHERE rolcanlogin ORDER BY 1"
        assert ask(url, kinds) == [
            (role, "SCRAM-SHA-256") for role in ("airflow", "analyst", "loader", "postgres")
        ]

    def test_a_wrong_password_is_refused(self, shared_home: Settings) -> None:
        url = f"postgresql://loader:wrong@127.0.0.1:{shared_home.postgres_port}/jibao"
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(url, "SELECT 1")

    def test_analyst_reads_only(self) -> None:
        assert ask(postgres.analyst_url(), "SHOW transaction_read_only") == [("on",)]
        with connect(postgres.analyst_url()) as connection:
            connection.execute("SET default_transaction_read_only = off")
            for statement in (
                "CREATE TABLE t (a int)",
                "CREATE SCHEMA s",
                "CREATE TEMPORARY TABLE t (a int)",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)

    def test_analyst_does_not_see_airflows_database(self) -> None:
        url = postgres.analyst_url().removesuffix("jibao") + "airflow"
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            ask(url, "SELECT 1")

    def test_people_see_the_regions_time_and_airflow_utc(self) -> None:
        assert ask(postgres.analyst_url(), "SHOW timezone") == [("Asia/Shanghai",)]
        assert ask(postgres.airflow_url(), "SHOW timezone") == [("UTC",)]

    def test_another_warehouse_is_addressed_as_given(
        self, shared_home: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        embedded = postgres.loader_url()
        monkeypatch.setenv("JIBAO_WAREHOUSE_URL", embedded.replace("+psycopg", ""))
        assert postgres.loader_url() == embedded
        steps_down = ask(postgres.analyst_url(), "SELECT current_user::text, session_user::text")
        assert steps_down == [("analyst", "loader")]
        assert ask(postgres.analyst_url(), "SHOW transaction_read_only") == [("on",)]

    def test_another_port_is_an_error_that_says_so(
        self, shared_home: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JIBAO_POSTGRES_PORT", str(shared_home.postgres_port + 1))
        assert not postgres.is_up()
        with pytest.raises(RuntimeError, match="jibao down"):
            postgres.start()

    def test_status_shows_it_alone(self, shared_home: Settings) -> None:
        rows = {row.component: row for row in supervisor.status()}
        assert list(rows) == ["postgres", "api-server", "scheduler", "dag-processor", "triggerer"]
        assert rows["postgres"].pid == server_pid(shared_home)
        assert rows["postgres"].since is not None
        assert {rows[name].state for name in AIRFLOW} == {"stopped"}

    def test_a_taken_port_names_the_variable(
        self, shared_home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JIBAO_HOME", str(tmp_path / "other"))
        with pytest.raises(RuntimeError, match="JIBAO_POSTGRES_PORT"):
            postgres.start()


def test_what_an_analyst_changed_of_the_role_is_as_before_at_the_next_start(shared_home: Settings) -> None:
    """PostgreSQL lets a role change its own password and defaults."""
    postgres.ensure()
    with connect(postgres.analyst_url()) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute("ALTER ROLE analyst PASSWORD 'mine'")
        connection.execute("ALTER ROLE analyst SET statement_timeout = 1")
        connection.execute("ALTER ROLE analyst IN DATABASE jibao SET default_transaction_read_only = off")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(postgres.analyst_url(), "SELECT 1")
    postgres.stop()
    postgres.ensure()
    assert ask(postgres.analyst_url(), "SHOW transaction_read_only") == [("on",)]
    assert ask(postgres.analyst_url(), "SHOW statement_timeout") == [("0",)]


def test_an_elsewhere_warehouse_starts_nothing(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", "postgresql://someone@127.0.0.1:1/elsewhere")
    postgres.ensure()
    assert not home.home.exists()


def test_an_address_has_its_password_from_a_file(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "database-someone").write_text("p1\n")
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", "postgresql://someone@127.0.0.1:1/elsewhere")
    assert settings().warehouse_url == "postgresql://someone@127.0.0.1:1/elsewhere"
    monkeypatch.setenv("JIBAO_SECRETS", str(tmp_path))
    assert settings().warehouse_url == "postgresql://someone:p1@127.0.0.1:1/elsewhere"
    monkeypatch.setenv("JIBAO_WAREHOUSE_URL", "postgresql://someone:p2@127.0.0.1:1/elsewhere")
    assert settings().warehouse_url == "postgresql://someone:p2@127.0.0.1:1/elsewhere"
