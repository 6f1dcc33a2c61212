"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="JSON for programs instead of tables for people.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="Folder of sources.yaml and watchlists.yaml.", show_default=False),
]
Workspace = Annotated[
    str | None,
    typer.Option(
        "--workspace",
        metavar="NAME",
        help="Whose watches, receivers, alerts, tokens and marks.",
        show_default="default",
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000_000, help="At most this many rows.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help="JSON Lines, or .txt, .md, .html files.", show_default=False),
]


class Role(StrEnum):
    """What one of several processes does."""

    SCHEDULER = "scheduler"
    WORKER = "worker"
    WEB = "web"
