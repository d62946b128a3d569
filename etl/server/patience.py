"""The one limit of all waiting: what we wait for is an event, and only what is dead needs longer.

A machine that many share may take ten times its usual time for anything. Whoever waits ends with the event
all the same, so the limit costs nothing where all is well.
"""

from __future__ import annotations

PATIENCE = 900  # seconds
