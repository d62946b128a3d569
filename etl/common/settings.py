"""Every setting, its default, and the places that follow from `JIBAO_HOME`.

Three variables are the product's word to operators: `JIBAO_HOME`, `JIBAO_WAREHOUSE_URL` and
`JIBAO_DUE_RULE`. The others exist for tests and for machines where a default is taken. `JIBAO_REGISTRY`, an
organisation's own registry, is read where registries are: `schemas.registry`.
"""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

REPOSITORY = Path(__file__).resolve().parents[2]
REGISTRY = REPOSITORY / "schemas" / "registry"
SQL = REPOSITORY / "sql"
DAGS = REPOSITORY / "dags"

# People in the region see this zone; the warehouse stores moments with theirs.
ZONE = ZoneInfo("Asia/Shanghai")


POSTGRES_PORT, AIRFLOW_PORT = "JIBAO_POSTGRES_PORT", "JIBAO_AIRFLOW_PORT"

# In a home, where its servers were last started: lines that a shell can read. etl/server/ports.py writes it.
PORTS = "ports.env"


@dataclass(frozen=True)
class Settings:
    """One reading of the environment and of the ports that the home remembers; see `settings`."""

    home: Path
    warehouse_url: str | None  # None: the embedded PostgreSQL
    airflow_url: str | None  # Airflow's metadata; None: in the embedded PostgreSQL
    due_rule: str  # an id in schemas/registry/due_rules.csv
    hold_rules: tuple[str, ...]  # what they find open is not in force until it is answered; empty: none holds
    postgres_port: int
    airflow_port: int
    postgres_bin: Path | None  # None: the wheel's binaries
    settle_seconds: float  # a file is stable when it stood still this long
    rest_seconds: float  # … and one that is cut off stays as it is when it stood still this long
    inbox_poll_seconds: float
    sweep_minutes: int  # the guarantee beside the wake-up
    mail_from: str | None  # None: what the SMTP connection says
    ops_mail: tuple[str, ...]  # who is told of alarms; JIBAO_OPS_MAIL has the addresses, commas between
    secrets: Path  # passwords and keys, a file each
    backups: Path  # where `jibao backup` writes, unless told otherwise
    metrics_token: str | None  # None: the secret `metrics-token`
    metrics_port: int  # Airflow's own metrics are collected and served there; 0: they are not
    data_licence: (
        str  # of data packages: an id of opendefinition.org, `other-closed` where nobody has opened them
    )
    metrics_league_digits: int  # digits of a code that tell organisations apart in metrics; 4: leagues

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def outbox(self) -> Path:
        return self.home / "outbox"

    @property
    def archive(self) -> Path:
        return self.home / "archive"

    @property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @property
    def airflow(self) -> Path:
        return self.home / "airflow"

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def logs(self) -> Path:
        return self.home / "logs"


def settings() -> Settings:
    """The settings as the environment and the home have them now; ValueError names a number that is none."""
    home = os.environ.get("JIBAO_HOME") or str(REPOSITORY / "var")
    # Names first: to read every value, each of which is decoded, takes longer than all the rest.
    given = tuple((name, os.environ[name]) for name in os.environ if name.startswith("JIBAO_"))
    # Without objects for the paths, which take as long as all the rest.
    remembered = _remembered(f"{os.path.expanduser(home)}/{PORTS}")  # noqa: PTH111
    return _read(home, given, remembered, os.getcwd())  # noqa: PTH109


@functools.lru_cache(maxsize=1)  # asked for many times a file, and changed hardly ever
def _read(written: str, given: tuple[tuple[str, str], ...], remembered: str, _: str) -> Settings:
    env, home = dict(given), Path(written).expanduser().resolve()
    ports = {POSTGRES_PORT: "54329", AIRFLOW_PORT: "8080", **_ports(remembered)}
    postgres_bin = env.get("JIBAO_POSTGRES_BIN")
    secrets = Path(env.get("JIBAO_SECRETS") or home / "secrets").expanduser().resolve()
    return Settings(
        home=home,
        warehouse_url=_address("JIBAO_WAREHOUSE_URL"),
        airflow_url=_address("JIBAO_AIRFLOW_DATABASE_URL"),
        due_rule=env.get("JIBAO_DUE_RULE") or "announced_break",
        hold_rules=_named("JIBAO_HOLD_RULES", "replaced_far_off"),
        postgres_port=int(_number(POSTGRES_PORT, ports[POSTGRES_PORT])),
        airflow_port=int(_number(AIRFLOW_PORT, ports[AIRFLOW_PORT])),
        postgres_bin=Path(postgres_bin) if postgres_bin else None,
        settle_seconds=_number("JIBAO_SETTLE_SECONDS", "1.5"),
        rest_seconds=_number("JIBAO_REST_SECONDS", "60"),
        inbox_poll_seconds=_number("JIBAO_INBOX_POLL_SECONDS", "1"),
        sweep_minutes=int(_number("JIBAO_SWEEP_MINUTES", "5")),
        mail_from=env.get("JIBAO_MAIL_FROM") or None,
        ops_mail=tuple(filter(None, (each.strip() for each in (env.get("JIBAO_OPS_MAIL") or "").split(",")))),
        secrets=secrets,
        backups=Path(env.get("JIBAO_BACKUPS") or home / "backups").expanduser().resolve(),
        metrics_token=env.get("JIBAO_METRICS_TOKEN") or None,
        metrics_port=int(_number("JIBAO_METRICS_PORT", "0")),
        data_licence=env.get("JIBAO_DATA_LICENCE") or "other-closed",
        metrics_league_digits=int(_number("JIBAO_METRICS_LEAGUE_DIGITS", "4")),
    )


def remembered_ports(home: Path) -> dict[str, str]:
    """Where a home's servers were last started, by the variables that set it; empty if they never were."""
    return _ports(_remembered(f"{home}/{PORTS}"))


def _remembered(file: str) -> str:
    try:
        with open(file) as lines:  # noqa: PTH123
            return lines.read()
    except OSError:  # never started, or not for us to read
        return ""


def _ports(lines: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines.splitlines())


def _address(name: str) -> str | None:
    """A database's address; a user alone has the password of the file `database-USER` of JIBAO_SECRETS."""
    given, folder = os.environ.get(name) or None, os.environ.get("JIBAO_SECRETS")
    user = re.match(r"[\w+]+://(\w+)@", given or "")
    if not given or not user or not folder:
        return given
    return given.replace("@", f":{(Path(folder) / f'database-{user[1]}').read_text().strip()}@", 1)


def _named(name: str, default: str) -> tuple[str, ...]:
    """The ids that the variable lists, commas between; `none` is none."""
    given = os.environ.get(name) or default
    return tuple(filter(None, (each.strip() for each in given.split(",")))) if given != "none" else ()


def _number(name: str, default: str) -> float:
    given = os.environ.get(name) or default
    try:
        return float(given)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {given!r}") from None
