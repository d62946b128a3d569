"""docker-compose.yml for one server: valid, without default passwords, set as the embedded server is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.providers.celery.get_provider_info import get_provider_info

from etl.common.settings import REPOSITORY, Settings
from etl.server import airflow, cluster, secret_files
from tests.server.homes import ask, free_port

COMPOSE = REPOSITORY / "docker-compose.yml"
AIRFLOW_SERVICES = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
OTHERS = {"postgres", "redis", "sftp", "metrics", "prometheus", "grafana"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return loaded


def test_it_keeps_to_the_compose_schema() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*check, COMPOSE]).returncode == 0


def test_the_schema_would_notice(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("restart: unless-stopped", "restarts: unless-stopped"))
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*check, wrong], capture_output=True).returncode == 1


def test_services(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == AIRFLOW_SERVICES | OTHERS
    for name, service in compose["services"].items():
        assert service["restart"] == ("on-failure" if name == "init" else "unless-stopped")
        assert ("healthcheck" in service) == (name != "init")
        assert {"cpus", "memory"} <= set(service["deploy"]["resources"]["limits"])
        assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    waits = {name: service.get("depends_on", {}) for name, service in compose["services"].items()}
    assert waits["init"] == {"postgres": {"condition": "service_healthy"}}
    for name in AIRFLOW_SERVICES - {"init"}:
        assert waits[name]["init"] == {"condition": "service_completed_successfully"}


def test_services_may_do_no_more_than_they_must(compose: dict[str, Any]) -> None:
    given = {}
    for name, service in compose["services"].items():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["read_only"] == (name != "sftp")
        given[name] = set(service.get("cap_add", []))
    to_become_another = {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}
    assert {name: added for name, added in given.items() if added} == {
        "postgres": to_become_another,
        "sftp": to_become_another | {"NET_BIND_SERVICE", "SYS_CHROOT"},
    }


def test_ports_are_on_the_loopback_interface(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}
    assert ports.pop("sftp") == ["${JIBAO_SFTP_ADDRESS:-127.0.0.1}:${JIBAO_SFTP_PORT:-2222}:22"]
    given = [port for listed in ports.values() for port in listed]
    assert len(given) == 4
    assert all(port.startswith("127.0.0.1:") for port in given)


def test_postgres_18_keeps_its_data_in_the_volume(compose: dict[str, Any]) -> None:
    service = compose["services"]["postgres"]
    assert service["image"].startswith("postgres:18")
    assert "postgres:/var/lib/postgresql" in service["volumes"]


def test_inbox_outbox_and_archive_are_volumes_of_every_service(compose: dict[str, Any]) -> None:
    for name in AIRFLOW_SERVICES:
        inside = {volume.rsplit(":", 1)[1] for volume in compose["services"][name]["volumes"]}
        assert {f"/var/lib/jibao/{place}" for place in ("inbox", "outbox", "archive", "backups")} <= inside


def test_every_secret_is_a_file_that_is_made_once(compose: dict[str, Any], tmp_path: Path) -> None:
    make = [REPOSITORY / ".docker" / "make-secrets", tmp_path / "secrets"]
    subprocess.run(make, check=True)
    made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert min(map(len, made.values())) >= 44
    assert len(set(made.values())) == len(made)
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    (tmp_path / "secrets" / "redis").unlink()
    subprocess.run(make, check=True)
    again = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
    assert {name for name, text in again.items() if text != made[name]} == {"redis"}

    files = {name: said["file"] for name, said in compose["secrets"].items()}
    assert files.pop("sftp-accounts") == "${JIBAO_SFTP_ACCOUNTS:-./sftp-accounts}"
    assert files == {name: f"${{JIBAO_SECRETS:-./secrets}}/{name}" for name in made}
    used = set(re.findall(r"/run/secrets/([\w.-]+)", COMPOSE.read_text()))
    named = {
        given if isinstance(given, str) else given["source"]
        for service in compose["services"].values()
        for given in service.get("secrets", [])
    }
    assert used <= named == set(compose["secrets"])


def test_no_environment_has_a_secret(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            is_secret = re.search("PASSWORD|SECRET(?!S__)|KEY|TOKEN", name)
            assert not is_secret or re.match("(cat )?/", value), name  # a file's place
            assert not re.search(r"://\w*:[^$%/]", value), name


def test_airflow_gets_its_secrets_from_the_files(compose: dict[str, Any], tmp_path: Path) -> None:
    for name in compose["secrets"]:
        (tmp_path / name).write_text(f"the-{name}")
    given = {
        name.removesuffix("_CMD"): subprocess.run(
            shlex.split(command.replace("/run/secrets", str(tmp_path)).replace("$$", "$")),
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for name, command in compose["services"]["worker"]["environment"].items()
        if name.endswith("_CMD")
    }
    database = "postgresql+psycopg://airflow:the-database-airflow@postgres:5432/airflow"
    assert given == {
        "AIRFLOW__API__SECRET_KEY": "the-airflow-secret-key",
        "AIRFLOW__API_AUTH__JWT_SECRET": "the-airflow-jwt-secret",
        "AIRFLOW__CELERY__BROKER_URL": "redis://:the-redis@redis:6379/0",
        "AIRFLOW__CELERY__RESULT_BACKEND": f"db+{database}",
        "AIRFLOW__CORE__FERNET_KEY": "the-airflow-fernet-key",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database,
    }


def test_airflow_gets_the_mail_server_from_a_file(compose: dict[str, Any], tmp_path: Path) -> None:
    """In a task, too; and the file as it is made names none."""
    subprocess.run([REPOSITORY / ".docker" / "make-secrets", tmp_path], check=True)
    file = tmp_path / "connections.env"
    environment = {
        name: value.replace("/run/secrets", str(tmp_path))
        for name, value in compose["services"]["worker"]["environment"].items()
        if name.startswith("AIRFLOW__SECRETS__")
    }
    ask = (
        "from airflow.configuration import get_custom_secret_backend as backend\n"
        "for of_tasks in (False, True):\n"
        "    print(getattr(backend(of_tasks).get_connection('smtp_default'), 'host', None))"
    )

    def hosts() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", ask],
            env={**os.environ, "AIRFLOW_HOME": str(tmp_path / "airflow"), **environment},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.splitlines()[-2:]

    assert hosts() == ["None", "None"]
    file.write_text(file.read_text().replace("#smtp_default", "smtp_default"))
    assert hosts() == ["mail.example", "mail.example"]


def test_the_example_says_all_that_may_be_set() -> None:
    used = set(re.findall(r"\$\{(\w+)(:\?|:-)?", COMPOSE.read_text()))
    assert {how for _, how in used} == {":-"}
    example = (REPOSITORY / ".env.example").read_text()
    assert set(re.findall(r"^#(\w+)=", example, re.MULTILINE)) == {name for name, _ in used}
    assert re.findall(r"^\w+=", example, re.MULTILINE) == []


def test_airflow_knows_every_setting(compose: dict[str, Any]) -> None:
    package = find_spec("airflow")
    assert package is not None
    assert package.submodule_search_locations
    templates = Path(package.submodule_search_locations[0]) / "config_templates"
    sections = yaml.safe_load((templates / "config.yml").read_text()) | get_provider_info()["config"]
    known = {
        f"AIRFLOW__{section.upper()}__{option.upper()}"
        for section, content in sections.items()
        for option in content["options"]
    }
    environment = compose["services"]["scheduler"]["environment"]
    set_here = {name.removesuffix("_CMD") for name in environment if name.startswith("AIRFLOW__")}
    assert set_here - known == set()


def test_its_settings_are_those_of_the_embedded_server(
    compose: dict[str, Any], shared_home: Settings
) -> None:
    secret_files.make_missing(shared_home.secrets)
    embedded = {name: v for name, v in airflow.airflow_environment().items() if name.startswith("AIRFLOW__")}
    here = compose["services"]["scheduler"]["environment"]
    assert set(embedded) <= {name.removesuffix("_CMD") for name in here}
    own = re.compile(r"BASE_URL|HOST|PORT|_KEY$|SECRET|FOLDER|_URL|_FILE|CONN|EXECUTOR|DIRECTORY")
    same = {name for name in embedded if not own.search(name)}
    assert len(same) > 8
    assert {name: here[name] for name in same} == {name: embedded[name] for name in same}


def test_the_first_start_makes_the_roles_with_their_passwords(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With psql and the files in the places of the image, on a cluster that has none of them."""
    port = free_port()
    data, secrets = place / "data", place / "secrets"
    given = {"loader": "L1", "airflow": "A1", "analyst": "N1"}
    with cluster.running(data, port, secrets, {"fsync": "off"}):
        password = secret_files.read(secrets, "database-postgres")  # the image has set it before
        superuser = f"postgres:{password}"
        url = f"postgresql://{superuser}@127.0.0.1:{port}/postgres"
        psql = [cluster.binaries() / "psql", "--no-psqlrc", "--set=ON_ERROR_STOP=1", url]
        undo = ["DROP DATABASE jibao", "DROP DATABASE airflow", "DROP ROLE loader, airflow, analyst"]
        subprocess.run([*psql, *[f"--command={step}" for step in undo]], check=True)

        scripts = place / "docker-entrypoint-initdb.d"
        (scripts / "roles").mkdir(parents=True)
        shutil.copy(REPOSITORY / ".docker" / "first-start.sql", scripts)
        for script in ("template.sql", "roles.sql", "analyst.sql", "airflow.sql"):
            shutil.copy(REPOSITORY / "etl" / "server" / script, scripts / "roles")
        monkeypatch.setenv("JIBAO_SECRETS", str(place / "files"))
        (place / "files").mkdir()
        for role, text in {**given, "postgres": password}.items():
            (place / "files" / f"database-{role}").write_text(text)
        subprocess.run([*psql, f"--file={scripts / 'first-start.sql'}"], check=True)

        for role, database in (("loader", "jibao"), ("airflow", "airflow"), ("analyst", "jibao")):
            address = f"postgresql://{role}:{given[role]}@127.0.0.1:{port}/{database}"
            assert ask(address, "SELECT current_user::text, current_database()::text") == [(role, database)]
        assert ask(f"postgresql://{superuser}@127.0.0.1:{port}/jibao", "SELECT 1") == [(1,)]
