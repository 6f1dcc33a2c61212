"""Two versions of the program side by side on one PostgreSQL, across a migration; the next version is this one with one migration more."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

import monitor
from monitor.store.schema import revisions

ROOT = Path(monitor.__file__).parents[1]
EXAMPLES = Path(__file__).parents[1] / "store"
PROGRAM = """
import sys
from store_examples import NOON, deadline, opened, reminder
from monitor.errors import StoreError
from monitor.store import open_store
from monitor.store.schema import revisions
try:
    store = open_store(sys.argv[1])
except StoreError as error:
    sys.exit(f"{type(error).__name__}: {error}")
print(revisions()[-1], flush=True)
for key in map(str.strip, sys.stdin):
    with store.begin() as tx:
        tx.save_change(opened(deadline(key)), NOON, NOON)
        tx.enqueue([reminder(key)], NOON)
        tx.set_reminder(key, NOON)
        found = sorted(record.key for record, _ in tx.deadlines_reminding(NOON, 50))
    print(*found, flush=True)
"""
MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, expands = {own!r}, {before!r}, {expands}
def upgrade():
    {does}
"""
ADDS = 'op.add_column("alerts", sa.Column("colour", sa.Text(), nullable=False, server_default="blue"))'
DROPS = 'op.drop_column("alerts", "colour")'


class Version:
    """A version of the program, of which processes can be started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []

    def start(self, address: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": f"{self.folder}{os.pathsep}{EXAMPLES}"}
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, address],
            cwd=self.folder,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.started.append(process)
        return process

    def runs(self, address: str) -> subprocess.Popen[str]:
        process = self.start(address)
        assert process.stdout is not None
        known = process.stdout.readline()
        assert known.strip(), process.communicate()[1]
        return process

    def refusal(self, address: str) -> str:
        return self.start(address).communicate()[1]

    def after(self, own: str, before: str, does: str, *, expands: bool, into: Path) -> "Version":
        copytree(self.folder / "monitor", into / "monitor")
        file = into / "monitor/store/migrations/versions" / f"r{own}_next.py"
        file.write_text(MIGRATION.format(own=own, before=before, does=does, expands=expands))
        return Version(into)


@pytest.fixture
def versions(tmp_path: Path) -> Iterator[tuple[Version, Version, Version]]:
    """This one, the next one, which adds a column, and the one after it, which takes one away."""
    this = Version(ROOT)
    adding = this.after("9001", revisions()[-1], ADDS, expands=True, into=tmp_path / "adding")
    dropping = adding.after("9002", "9001", DROPS, expands=False, into=tmp_path / "dropping")
    yield this, adding, dropping
    for process in (process for version in (this, adding, dropping) for process in version.started):
        process.kill()
        process.communicate()


def write(process: subprocess.Popen[str], key: str) -> str:
    """Lets the process write a deadline with its reminder; the keys that it then finds due."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{key}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.mark.slow
def test_an_old_and_a_new_version_work_side_by_side_across_a_migration_that_adds(
    versions: tuple[Version, Version, Version], new_postgres: Callable[[str], str]
) -> None:
    this, adding, dropping = versions
    address = new_postgres("rolling")
    old = this.runs(address)
    assert write(old, "a") == "a"
    new = adding.runs(address)
    assert write(new, "b") == "a b"
    assert write(old, "c") == "a b c"
    assert write(new, "d") == "a b c d"
    again = this.runs(address)
    assert write(again, "e") == "a b c d e"

    refused = dropping.refusal(address)
    assert "connections of an older version of this program are open" in refused
    assert "stop them first" in refused
    assert write(old, "f") == "a b c d e f"

    for process in (old, new, again):
        process.communicate()
    newest = dropping.runs(address)
    assert write(newest, "g") == "a b c d e f g"
    assert "NewerSchemaError" in this.refusal(address)
    assert "NewerSchemaError" in adding.refusal(address)
