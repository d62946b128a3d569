"""supervisord's configuration: what it watches, and how it starts and stops it."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from etl.common.settings import Settings

POSTGRES = "postgres"
AIRFLOW = ("api-server", "scheduler", "dag-processor", "triggerer")
METRICS = "metrics"
COMPONENTS = (POSTGRES, *AIRFLOW)

_DAEMON = """\
[unix_http_server]
file = {socket}
chmod = 0600

[supervisord]
logfile = {logs}/supervisord.log
logfile_maxbytes = 10MB
logfile_backups = 5
pidfile = {run}/supervisord.pid
childlogdir = {logs}
directory = {home}
umask = 022
minfds = 256
minprocs = 50
{user}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[group:airflow]
programs = {airflow}
"""

# The backoff grows by a second a try, so 100 tries outlast a long outage of what a component needs.
_PROGRAM = """
[program:{name}]
command = {command} {name}
autostart = {autostart}
autorestart = true
startsecs = 2
startretries = 100
stopsignal = {stopsignal}
stopwaitsecs = {stopwaitsecs}
stopasgroup = {stopasgroup}
killasgroup = true
stdout_logfile = {logs}/{name}.log
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 5
redirect_stderr = true
"""


def written(now: Settings, socket: Path) -> str:
    """The text of supervisord.conf: PostgreSQL starts with it, Airflow's components when told to."""
    values = {"home": now.home, "run": now.run, "logs": now.logs, "socket": socket}
    escaped = {name: str(value).replace("%", "%%") for name, value in values.items()}
    user = "user = root" if os.geteuid() == 0 else ""
    parts = [_DAEMON.format(**escaped, user=user, airflow=",".join((*AIRFLOW, METRICS)))]
    command = shlex.join([sys.executable, "-m", "etl.server.component"]).replace("%", "%%")
    for name in (*COMPONENTS, METRICS):
        ours = name == POSTGRES
        # PostgreSQL and the scheduler stop their own processes in good order, so they alone are told.
        parts.append(
            _PROGRAM.format(
                name=name,
                command=command,
                autostart="true" if ours else "false",
                stopsignal="INT" if ours else "TERM",
                stopasgroup="false" if name in (POSTGRES, "scheduler") else "true",
                stopwaitsecs=60 if ours else 20,
                logs=escaped["logs"],
            )
        )
    return "".join(parts)
