"""What a reader answers to an alert: the commands `ack`, `snooze`, `mute` and `wrong`."""

from typing import Annotated

import typer

from monitor.cli.options import Json, Workspace
from monitor.types import MarkKind

By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who says so; default: your name here.", show_default=False)
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept and shown with it.", show_default=False)]
Lift = Annotated[bool, typer.Option("--lift", help="Take it back.")]
For = Annotated[str | None, typer.Option("--for", metavar="TIME", help="How long: 30m, 4h or 2d.", show_default=False)]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", help="Until this day begins, or this instant with its offset.", show_default=False
    ),
]
Key = Annotated[str, typer.Argument(help="Key of a deadline, or its beginning if no other key begins so.")]


def ack(
    key: Key, by: By = None, note: Note = "", lift: Lift = False, workspace: Workspace = None, json: Json = False
) -> None:
    """Acknowledge a deadline: no more reminders of this date. Changes are still told, and a new date is reminded of again."""
    from monitor.cli.mark import Said, mark

    mark(MarkKind.ACKNOWLEDGED, key, Said(by, note, lift=lift, workspace=workspace), as_json=json)


def snooze(
    key: Key,
    length: For = None,
    until: Until = None,
    by: By = None,
    note: Note = "",
    lift: Lift = False,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Put reminders of a deadline off, for a day unless said otherwise; it reminds again then, in any case before the date.

    Changes are still told.
    """
    from monitor.cli.mark import Said, mark

    mark(MarkKind.SNOOZED, key, Said(by, note, length, until, lift, workspace), as_json=json)


def mute(
    key: Key,
    length: For = None,
    until: Until = None,
    by: By = None,
    note: Note = "",
    lift: Lift = False,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Silence a deadline wholly, changes too: for 7 days unless said otherwise, for 90 at most. Then what changed is told."""
    from monitor.cli.mark import Said, mark

    mark(MarkKind.MUTED, key, Said(by, note, length, until, lift, workspace), as_json=json)


def wrong(
    key: Key, by: By = None, note: Note = "", lift: Lift = False, workspace: Workspace = None, json: Json = False
) -> None:
    """Say that a date is wrong: it then stands in `monitor review`. The record is as it was until `monitor correct` mends it."""
    from monitor.cli.mark import Said, mark

    mark(MarkKind.WRONG, key, Said(by, note, lift=lift, workspace=workspace), as_json=json)
