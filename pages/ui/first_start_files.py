"""What the worker of the first start and the pages that wait for it tell each other."""

import json
from pathlib import Path
from typing import Any

LOCK_FILE = "first_start.lock"
PROGRESS_FILE = "first_start.json"
LOG_FILE = "first_start.log"


def read_progress(home: Path) -> dict[str, Any] | None:
    """What the last worker wrote: state, share and stage; null before the first one."""
    try:
        return json.loads((home / PROGRESS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_progress(home: Path, **progress: Any) -> None:
    """Replace the progress file whole, so that no page reads half of it."""
    draft = home / f"{PROGRESS_FILE}.tmp"
    draft.write_text(json.dumps(progress, ensure_ascii=False), encoding="utf-8")
    draft.replace(home / PROGRESS_FILE)
