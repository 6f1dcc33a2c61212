"""How much room is left where the data lies."""

import shutil
from pathlib import Path

LEAST = 50_000_000
"""Bytes that must be free: enough for a night's documents."""


def is_short(folder: Path | None) -> bool:
    """Is there too little room? False where there is no such folder: the data lies on another machine then."""
    return folder is not None and folder.is_dir() and shutil.disk_usage(folder).free < LEAST
