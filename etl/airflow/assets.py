"""What DAGs wait for and tell each other: the inbox, accepted returns (a partition is a year), and what a
person should be asked to publish (a partition is a year, or a quarter).
"""

from __future__ import annotations

from airflow.sdk import Asset, AssetWatcher

from etl.airflow.inbox_trigger import InboxTrigger

INBOX = Asset(
    "inbox",
    watchers=[AssetWatcher(name="inbox_files", trigger=InboxTrigger())],  # type: ignore[no-untyped-call]
)
ACCEPTED_RETURNS = Asset("accepted_returns")
PUBLICATIONS_DUE = Asset("publications_due")
