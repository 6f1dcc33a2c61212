"""The site's tests borrow the store's example records and the strings that were made to break out of a message."""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from monitor.ports import Store

TESTS = Path(__file__).parent.parent
sys.path += [str(TESTS / "store"), str(TESTS / "notify")]


@pytest.fixture
def store(migrated_file: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty database of the kind that most people run."""
    from monitor.store import open_store

    copyfile(migrated_file, tmp_path / "monitor.db")
    opened = open_store(f"sqlite:///{tmp_path}/monitor.db")
    yield opened
    opened.close()
