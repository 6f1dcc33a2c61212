"""Real processes on one database: starting together, dying in the middle, starting fast."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.store import open_store

OPEN = "import sys; from monitor.store import open_store; store = open_store(sys.argv[1])\n"
DIE_BEFORE_COMMIT = """
import os
from datetime import UTC, datetime
with store.begin() as tx:
    tx.note_alive("poll", datetime(2026, 8, 3, tzinfo=UTC))
    os._exit(9)
"""
NAME_ALEMBIC = "print('alembic' in sys.modules)"


def start(program: str, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(params=["file", "postgres"])
def untouched_address(request: pytest.FixtureRequest, tmp_path: Path, new_postgres: Callable[[str], str]) -> str:
    """The address of a database without a single table."""
    return new_postgres("untouched") if request.param == "postgres" else f"sqlite:///{tmp_path}/monitor.db"


def test_processes_that_start_together_make_one_good_database(untouched_address: str) -> None:
    started = [start(OPEN, untouched_address) for _ in range(4)]
    assert [process.communicate()[1] for process in started] == [""] * 4
    store = open_store(untouched_address)
    with store.begin() as tx:
        assert set(tx.counts().values()) == {0}
    store.close()


def test_a_process_killed_before_it_commits_leaves_nothing(untouched_address: str) -> None:
    process = start(OPEN + DIE_BEFORE_COMMIT, untouched_address)
    process.communicate()
    assert process.returncode == 9
    store = open_store(untouched_address)
    with store.begin() as tx:
        assert tx.last_alive() == {}
    store.close()


def test_a_database_that_is_up_to_date_is_opened_without_the_migration_library(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/monitor.db"
    open_store(address).close()
    assert start(OPEN + NAME_ALEMBIC, address).communicate() == ("False\n", "")


def test_importing_the_room_imports_no_database_library() -> None:
    program = "import sys, monitor.store; print({'sqlmodel', 'sqlalchemy', 'pydantic'} & set(sys.modules))"
    assert start(program, "").communicate() == ("set()\n", "")
