"""What keeps an installation well: the commands `health`, `workers`, `backup`, `restore` and `token`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from monitor.cli.options import Json, Workspace


def health(
    workspace: Annotated[
        str | None,
        typer.Option("--workspace", metavar="NAME", help="Receivers and alerts of this one alone.", show_default="all"),
    ] = None,
    json: Json = False,
) -> None:
    """Say whether the daemon is alive and well; exit 1 when it is not."""
    from monitor.cli.health import health

    health(as_json=json, workspace=workspace)


def workers(json: Json = False) -> None:
    """List the processes of `monitor run --role`, what each does, and what waits; exit 1 when nobody leads or nobody works."""
    from monitor.cli.workers import workers

    workers(as_json=json)


def backup(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FILE|DIR", help="Where to; default: MONITOR_BACKUP_DIR, by the time.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Copy the database into one file, also while the daemon runs, and read the copy back."""
    from monitor.cli.backup import backup

    backup(to, as_json=json)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `monitor backup` wrote.")],
    check: Annotated[bool, typer.Option("--check", help="Only examine the file; change nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also in place of a database that is not empty.")] = False,
    json: Json = False,
) -> None:
    """Put a backup in the place of the database; stop the daemon first. What was there is kept."""
    from monitor.cli.backup import restore

    restore(file, only_check=check, force=force, as_json=json)


tokens = typer.Typer(no_args_is_help=True, help="Tokens by which programs read the API, mark and correct.")


@tokens.command("create")
def create_token(
    name: Annotated[str, typer.Argument(help="What the token is for; marks and corrections are signed with it.")],
    scope: Annotated[
        Literal["read", "act", "admin"],
        typer.Option(help="read: lists and records; act: also marks and corrections; admin: everything."),
    ] = "read",
    workspace: Workspace = None,
) -> None:
    """Make a token. Its secret is printed on standard output, this once; only its digest is kept."""
    from monitor.cli.token import create

    create(name, scope, workspace)


@tokens.command("list")
def list_tokens(workspace: Workspace = None, json: Json = False) -> None:
    """List tokens by name, without their secrets."""
    from monitor.cli.token import listed

    listed(as_json=json, workspace=workspace)


@tokens.command("end")
def end_token(
    name: Annotated[str, typer.Argument(help="Its name, as `monitor token list` shows it.")],
    workspace: Workspace = None,
) -> None:
    """End a token: from now on it opens nothing."""
    from monitor.cli.token import end

    end(name, workspace)
