"""The same letters as files, for whoever gets no mail."""

from __future__ import annotations

from pathlib import Path

from etl.common.settings import settings
from etl.common.whole import write_whole

REMINDER, DIGEST = "报送提醒.txt", "报送进度.html"


def lay(league_code: str, name: str, content: str | None) -> Path:
    """The file lies in the organisation's outbox with this content, or not at all (None); its path."""
    path = settings().outbox / league_code / name
    if content is None:
        path.unlink(missing_ok=True)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".txt":  # with a mark and Windows' line ends: old editors show it whole
        content = "\ufeff" + content.replace("\n", "\r\n")
    write_whole(path, content)
    return path
