"""Where the servers of a home listen: free ports are chosen as they start, and remembered in the home."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext, suppress

import psutil

from etl.common.settings import PORTS, remembered_ports, settings
from etl.server import secret_files

_HOST = "127.0.0.1"
_TRIES = 100


@contextmanager
def settled(variable: str, wanted: int, own: Sequence[psutil.Process] = ()) -> Iterator[None]:
    """The settings have a port, remembered in the home, for a server that starts to listen within the `with`.

    It is `wanted` where that is free, else the next free one, which is named on stderr; where the environment
    sets `variable` no other will do, and RuntimeError says so. A server that runs already, as the processes
    `own`, stays on its port. To be called in `daemon.exclusive`.
    """
    port, claim = _chosen(variable, wanted, own)
    with claim:
        _remember(variable, port)
        if port != wanted:
            print(
                f"jibao: port {wanted} on {_HOST} is taken, {settings().home} has {variable}={port} now",
                file=sys.stderr,
            )
        yield


def is_set(variable: str) -> bool:
    """Whether the environment sets this port, so that no other will do."""
    return bool(os.environ.get(variable))


def require_free(port: int, variable: str) -> None:
    """RuntimeError, naming the variable that sets another, if a server cannot listen on this port."""
    if trouble := _trouble(port):
        raise RuntimeError(f"port {port} on {_HOST}: {trouble}. Set {variable} to a free one")


def _chosen(
    variable: str, wanted: int, own: Sequence[psutil.Process]
) -> tuple[int, AbstractContextManager[object]]:
    """The port, and what keeps other homes from choosing it until its server listens."""
    if any(_listens(process, wanted) for process in own):
        return wanted, nullcontext()
    if is_set(variable):
        require_free(wanted, variable)
        return wanted, nullcontext()
    if own and not _trouble(wanted):
        return wanted, nullcontext()  # it is about to listen, and whoever started it holds the claim
    for port in range(wanted, min(wanted + _TRIES, 65536)):
        # The claim is the UDP port of the same number: every home sees it, and no claim outlives its process.
        with suppress(OSError), ExitStack() as claim:
            claim.enter_context(socket.socket(type=socket.SOCK_DGRAM)).bind((_HOST, port))
            if not _trouble(port):
                return port, claim.pop_all()
    raise RuntimeError(f"no port from {wanted} on is free on {_HOST}. Set {variable} to one that is")


def _remember(variable: str, port: int) -> None:
    """The settings of this home have the port from now on, where the environment sets none."""
    now = settings()
    known = remembered_ports(now.home)
    ports = {**known, variable: str(port)}
    if ports != known:
        secret_files.write(now.home / PORTS, "".join(f"{name}={value}\n" for name, value in ports.items()))


def _trouble(port: int) -> str | None:
    """What keeps a server from listening on this port; None if nothing does."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            return error.strerror
    return None


def _listens(process: psutil.Process, port: int) -> bool:
    try:
        connections = process.net_connections(kind="tcp4")
    except psutil.NoSuchProcess:
        return False
    return any(each.status == psutil.CONN_LISTEN and each.laddr.port == port for each in connections)
