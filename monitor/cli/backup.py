"""`monitor backup` and `monitor restore`."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli import shell

if TYPE_CHECKING:
    from monitor.settings import Settings
    from monitor.store.copies import Contents

TOLD = ("deadlines", "revisions", "documents", "alerts", "tokens")
"""Tables whose rows are told to people."""


def backup(to: str | None, *, as_json: bool) -> None:
    """Copies the database and says what the copy holds. Raises UsageError and StoreError."""
    from monitor.store.copies import back_up

    found = shell.settings()
    target = _target(to, found)
    held = back_up(found.database_url.get_secret_value(), target)
    size, digest = target.stat().st_size, _digest(target)
    if as_json:
        shell.print_json({"file": str(target), "bytes": size, "sha256": digest} | _facts(held))
        return
    print(f"ok: {target}: {size} bytes, {_words(held)}; SHA-256 {digest}")  # noqa: T201


def restore(file: Path, *, only_check: bool, force: bool, as_json: bool) -> None:
    """Examines a backup, and puts it in the place of the database unless `only_check`. Raises UsageError and StoreError."""
    from monitor.store import copies

    held = copies.contents(file)
    if only_check:
        if as_json:
            shell.print_json({"ok": True, "file": str(file)} | _facts(held))
        else:
            print(f"ok: {file} can be restored: {_words(held)}")  # noqa: T201
        return
    found = shell.settings()
    address = found.database_url.get_secret_value()
    old = copies.restore(address, file, force=force, mark=f"{shell.now():%Y%m%dT%H%M%SZ}")
    with shell.opened_store(found):
        pass  # it brings an older schema up to date
    if as_json:
        shell.print_json({"ok": True, "file": str(file), "replaced": str(old) if old else None} | _facts(held))
        return
    print(f"ok: {file} is restored: {_words(held)}")  # noqa: T201
    if old:
        print(f"what was there before lies in {old}; delete it once all is well")  # noqa: T201


def _target(to: str | None, found: "Settings") -> Path:
    """The file to write; in a folder it is named by the time."""
    ending = "db" if found.database_url.get_secret_value().startswith("sqlite") else "dump"
    name = f"monitor-{shell.now():%Y%m%dT%H%M%SZ}.{ending}"
    if to is None:
        return found.backup_dir / name
    return Path(to) / name if to.endswith("/") or Path(to).is_dir() else Path(to)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _words(held: "Contents") -> str:
    counts = ", ".join(f"{held.counts.get(table, 0)} {table}" for table in TOLD)
    return f"{held.kind}, schema {held.schema}, {counts}"


def _facts(held: "Contents") -> dict[str, Any]:
    return {"database": held.kind, "schema": held.schema, "counts": dict(held.counts)}
