"""`monitor check` and `monitor test-alert`."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.cli import shell
from monitor.errors import ConfigError, SendError, UsageError
from monitor.types import Alert, AlertReason, Parcel, plain_name, qualified

if TYPE_CHECKING:
    from monitor.settings import Config


def check(directory: Path | None, write_schema: Path | None, *, as_json: bool) -> None:
    """Checks environment and files; every fault is shown, and the exit status is then 2."""
    if write_schema is not None:
        from monitor.settings import write_schemas

        for path in write_schemas(write_schema):
            print(path)  # noqa: T201
        return
    try:
        found = shell.settings()
        config = shell.configuration(found, directory)
    except ConfigError as error:
        if as_json:
            faults = [
                {"file": p.file, "line": p.line, "column": p.column, "message": p.message} for p in error.problems
            ]
            shell.print_json({"ok": False, "problems": faults})
            sys.exit(error.exit_code)
        raise
    enabled = sum(source.enabled for source in config.sources)
    if as_json:
        warnings = [str(problem) for problem in config.all_warnings]
        facts = {
            "watches": len(config.watch_names),
            "receivers": sorted(config.receivers),
            "sources": len(config.sources),
            "enabled": enabled,
            "workspaces": {name: _of(room) for name, room in config.workspaces.items()},
        }
        shell.print_json({"ok": True, **facts, "warnings": warnings})
        return
    for problem in config.all_warnings:
        print(f"warning: {problem}", file=sys.stderr)  # noqa: T201
    named = ", ".join(sorted(config.receivers)) or "console"
    counts = f"{len(config.watch_names)} watches, {enabled} of {len(config.sources)} sources enabled"
    print(f"ok: {counts}, receivers: {named}")  # noqa: T201
    for workspace, room in config.workspaces.items():
        told = _of(room)
        print(f"ok: workspace {workspace}: {told['watches']} watches, receivers: {', '.join(told['receivers'])}")  # noqa: T201


def _of(room: "Config") -> dict[str, Any]:
    return {"watches": len(room.watch_names), "receivers": sorted(map(plain_name, room.receivers))}


def send_test(name: str, directory: Path | None, workspace: str | None = None) -> None:
    """Sends a test message. Raises UsageError for an unknown receiver, SendError when it did not arrive."""
    from monitor.notify import build_notifier

    found = shell.settings()
    own = shell.workspace_named(found, workspace, directory)
    receivers = shell.configuration(found, directory).within(own).receivers
    receiver = qualified(own, name)
    if receiver not in receivers:
        known = ", ".join(sorted(map(plain_name, receivers)))
        raise UsageError(f"no receiver is called {name!r}; watchlists.yaml names {known}")
    alert = Alert(AlertReason.TEST, receiver, (), "UTC")
    try:
        asyncio.run(build_notifier(receivers).send(Parcel.of(alert), now=shell.now()))
    except SendError as error:
        hint = "mend the address first" if error.permanent else "a later try may succeed"
        raise SendError(f"{error} ({hint})", permanent=error.permanent) from error
    print(f"ok: {name} took the test message")  # noqa: T201
