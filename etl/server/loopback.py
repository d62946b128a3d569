"""How one asks a server on this machine: without a proxy and without TLS."""

from __future__ import annotations

import ssl

import httpx

from etl.server.patience import PATIENCE

# It trusts nobody: to read the list of authorities that a machine trusts takes longer than the answer.
_NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def client(address: str, timeout: float = PATIENCE) -> httpx.Client:
    """A client of the server at this address on the loopback interface; use it in a `with`."""
    return httpx.Client(base_url=address, timeout=timeout, trust_env=False, verify=_NO_AUTHORITY)
