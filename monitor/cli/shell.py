"""What every command shares: settings, the store, output."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.errors import UsageError
from monitor.ports import Store, Turns
from monitor.types.workspaces import DEFAULT

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.pipeline.nightly import Nightly
    from monitor.pipeline.pruning import Pruning
    from monitor.pipeline.world import World
    from monitor.settings import Config, Settings


def now() -> datetime:
    """The present instant, aware UTC: the one clock of the command line."""
    return datetime.now(UTC)


def settings() -> "Settings":
    """The settings of the environment. Raises ConfigError."""
    from monitor.settings import Settings

    return Settings(os.environ)


def configuration(found: "Settings", directory: Path | None, *, secrets: bool = True) -> "Config":
    """Sources, watches and receivers; without `secrets` every receiver is the console. Raises ConfigError with every fault."""
    from monitor.settings import load_config

    return load_config(directory or found.config_dir, os.environ, secrets=secrets)


@contextmanager
def opened_store(found: "Settings") -> Iterator[Store]:
    """The configured database, migrated; closed afterwards. Raises StoreError."""
    from monitor.store import open_store

    store = open_store(found.database_url.get_secret_value(), connections=found.database_pool)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened_room(found: "Settings", workspace: str | None) -> Iterator[Store]:
    """The configured database as this workspace sees it, by the name that people give it; None: the default one.

    Raises StoreError, UsageError.
    """
    own = workspace_named(found, workspace)
    with opened_store(found) as store:
        yield store.within(own)


def workspace_named(found: "Settings", words: str | None, directory: Path | None = None) -> str:
    """The workspace of this name, of which the configuration has a folder. Raises UsageError with the nearest for any other."""
    from monitor.settings.wording import did_you_mean
    from monitor.settings.workspaces import homes

    known = [home.workspace for home in homes(directory or found.config_dir, [])]
    if words is None or words == DEFAULT or words in known[1:]:
        return "" if words in (None, DEFAULT) else str(words)
    raise UsageError(f"there is no workspace {words!r}{did_you_mean(words, [DEFAULT, *known[1:]])}")


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output; what its encoding lacks is written as a JSON escape."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, separators=(",", ":"))
    sys.stdout.write(line + "\n")


def console() -> "Console":
    """A console for tables; where standard output is no terminal it is plain, and as wide as COLUMNS says or 160."""
    from rich.console import Console

    class Tables(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # for `streams.Piped`, which knows the exit status

    if sys.stdout.isatty():
        return Tables()
    columns = os.environ.get("COLUMNS", "")
    return Tables(width=int(columns) if columns.isdecimal() and int(columns) else 160, no_color=True)


def print_rows(*rows: tuple[str, str]) -> None:
    """Labels and what they say, in two columns; what is too long for the second is folded."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim", min_width=9)
    table.add_column(overflow="fold", max_width=100)
    for label, words in rows:
        table.add_row(label, Text(words))
    console().print(Padding(table, (0, 0, 0, 4)))


def log_faults_only() -> None:
    """For commands that show themselves what failed: the log tells only what is our own fault."""
    from monitor.cli.logs import formatter

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter("text"))
    logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)


def log_to_stderr(found: "Settings") -> None:
    """Log lines on standard error, as text or as JSON; control characters of foreign text are made visible."""
    from monitor.cli.logs import formatter

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(found.log_format))
    logging.basicConfig(level=found.log_level, handlers=[handler], force=True)
    for name in ("alembic", "httpx", "httpcore", "apprise", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)


def world(found: "Settings", config: "Config", turns: Turns | None = None) -> "World":
    """The pipeline's world on the configured database, network and receivers. `turns`: who asks a host next. Raises StoreError."""
    from monitor.fetch import fetcher_for
    from monitor.notify import build_notifier
    from monitor.parse.apart import ChildParser
    from monitor.pipeline.world import World
    from monitor.store import open_store

    return World(
        store=open_store(found.database_url.get_secret_value(), connections=found.database_pool),
        fetcher=fetcher_for(config.sources, found.user_agent, found.allow_private_hosts, turns),
        notifier=build_notifier(config.all_receivers, found.web_base_url),
        clock=now,
        watches=config.all_watches,
        parser=ChildParser(),
    )


def refuse_damage(found: "Settings") -> None:
    """Raises StoreError for a database that is damaged, with what to do and which backups there are."""
    from monitor.errors import StoreError
    from monitor.store.copies import refuse_damage

    try:
        refuse_damage(found.database_url.get_secret_value())
    except StoreError as error:
        newest = max(found.backup_dir.glob("*.db"), key=lambda path: path.stat().st_mtime, default=None)
        hint = f"the newest backup is {newest}" if newest else f"there is no backup in {found.backup_dir}"
        raise StoreError(f"{error}; {hint}") from None


def nightly(found: "Settings") -> "Nightly | None":
    """The backups that the daemon makes; None when they are off, or the database is PostgreSQL, which is backed up where it lives."""
    from monitor.pipeline.nightly import Nightly

    address = found.database_url.get_secret_value()
    lasting = address.startswith("sqlite:///") and ":memory:" not in address
    return Nightly(address, found.backup_dir, found.backups) if found.backups and lasting else None


def pruning(found: "Settings") -> "Pruning | None":
    """What the daemon forgets; None when all is kept for good."""
    from monitor.pipeline.pruning import Pruning

    return Pruning(timedelta(days=found.keep_days)) if found.keep_days else None
