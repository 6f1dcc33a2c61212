"""The commands, their arguments and their help; what they do stands in the file of the same name."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from monitor.cli.streams import Piped
from monitor.types import Status

app = typer.Typer(
    name="monitor",
    cls=Piped,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Watches official sources and news for trade and sanctions deadlines, remembers how they move, alerts you in time.",
)

Json = Annotated[bool, typer.Option("--json", help="JSON for programs instead of tables for people.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="DIR", help="Folder of sources.yaml and watchlists.yaml.", show_default=False),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1_000_000, help="At most this many rows.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help="JSON Lines, or .txt, .md, .html files.", show_default=False),
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        from monitor import __version__

        typer.echo(f"monitor {__version__}")
        raise typer.Exit


@app.command()
def run(config: Config = None) -> None:
    """Run the daemon: poll, remember, remind, deliver, until SIGTERM or Ctrl-C."""
    from monitor.cli.run import run

    run(config)


@app.command()
def poll(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names; none: all enabled.", show_default=False)
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Poll sources once, now, and show what was learnt. Alerts go to the outbox; the daemon sends them."""
    from monitor.cli.poll import poll

    poll(sources or [], config, as_json=json)


@app.command()
def extract(
    files: Files = None,
    json: Json = False,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication of plain text files.", show_default=False)
    ] = None,
    timexes: Annotated[bool, typer.Option("--timexes", help="Also every date expression, deadline or not.")] = False,
) -> None:
    """Read deadlines and measures in documents. No file: standard input, one JSON document a line."""
    from monitor.cli.extract import extract

    extract(files or [], published, as_json=json, timexes=timexes)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text, in quotation marks; - reads standard input.")],
    published: Annotated[
        str, typer.Option(metavar="DATE", help="When it was published: a day, or an instant with its offset.")
    ],
    title: Annotated[str, typer.Option(help="Its title.", show_default=False)] = "",
    signed: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that an instrument bears.", show_default=False)
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whose publisher it is, such as US.", show_default=False)
    ] = None,
    official: Annotated[bool, typer.Option("--official", help="An official publication, not news.")] = False,
    json: Json = False,
) -> None:
    """Show how each date of a text is read: by which rule, counted from what, claimed as what, or why refused."""
    from monitor.cli.explain import explain

    explain(text, title, published, signed, issuer, official=official, as_json=json)


@app.command()
def replay(
    files: Files = None,
    json: Json = False,
    watchlist: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Who hears what; default: everything, on the console.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Let the clock run to the end of this day, or to this instant.", show_default=False
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication of plain text files.", show_default=False)
    ] = None,
) -> None:
    """Play documents of the past through the real pipeline with a simulated clock. Nothing is kept, nothing is sent."""
    from monitor.cli.replay import replay

    replay(files or [], published, watchlist, until, as_json=json)


@app.command()
def deadlines(
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Issuer or target, such as CA.", show_default=False)
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=0, max=36_500, help="Only those due within this many days.", show_default=False)
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Also those that are past or ended.")] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="As they were known at the end of this day (UTC), or at this instant; days are counted from there.",
            show_default=False,
        ),
    ] = None,
    limit: Limit = 200,
    json: Json = False,
) -> None:
    """List deadlines by date."""
    from monitor.cli.deadlines import deadlines

    deadlines(country, days, as_of, closed=all, limit=limit, as_json=json)


@app.command()
def history(
    key: Annotated[str, typer.Argument(help="Key of a deadline, as `monitor deadlines` shows it.")], json: Json = False
) -> None:
    """Show how one deadline came to be what it is: every revision with its words."""
    from monitor.cli.history import history

    history(key, as_json=json)


@app.command()
def export(
    audit: Annotated[str, typer.Option("--audit", metavar="KEY", help="The deadline to be audited.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; default: standard output.", show_default=False)
    ] = None,
) -> None:
    """Write one self-contained file that an auditor can read: a deadline, its revisions, its words, its documents."""
    from monitor.cli.export import export

    export(audit, output)


@app.command()
def correct(
    key: Annotated[str, typer.Argument(help="Key of a deadline, as `monitor deadlines` shows it.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the correction and told with it.")],
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The right date: a day, or an instant with its offset.", show_default=False),
    ] = None,
    status: Annotated[Status | None, typer.Option(help="The right status.", show_default=False)] = None,
    rate: Annotated[
        float | None, typer.Option(metavar="PERCENT", help="The right rate: 25 is 25 %.", show_default=False)
    ] = None,
    revoked: Annotated[bool, typer.Option("--revoked", help="It is off, or never was.")] = False,
    config: Config = None,
    json: Json = False,
) -> None:
    """Correct a deadline by hand: above every publisher, kept with name and reason, told like any change.

    Texts that say otherwise afterwards only dispute it; another correction replaces it.
    """
    from monitor.cli.correct import Said, correct

    correct(key, Said(by, reason, date, status, rate, revoked), config, as_json=json)


@app.command()
def review(limit: Limit = 50, json: Json = False) -> None:
    """List what a person should look at: deadlines disputed, ambiguous or read with little confidence, newest first."""
    from monitor.cli.review import review

    review(limit, as_json=json)


@app.command()
def why(
    key: Annotated[str, typer.Argument(help="Key of a deadline or a measure, as the lists show it.")],
    config: Config = None,
    json: Json = False,
) -> None:
    """Say which watch asks for a deadline, on which line and by what, or why none does."""
    from monitor.cli.why import why

    why(key, config, as_json=json)


@app.command()
def measures(limit: Limit = 50, json: Json = False) -> None:
    """List measures heard of, newest first."""
    from monitor.cli.show import measures

    measures(limit, as_json=json)


@app.command()
def alerts(
    state: Annotated[
        list[str] | None, typer.Option(help="pending, sending, sent, dead or superseded.", show_default=False)
    ] = None,
    limit: Limit = 50,
    json: Json = False,
) -> None:
    """List alerts: waiting, sent, given up."""
    from monitor.cli.show import alerts

    alerts(state or [], limit, as_json=json)


@app.command()
def check(
    config: Config = None,
    json: Json = False,
    write_schema: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the JSON Schemas of the files there.", show_default=False)
    ] = None,
) -> None:
    """Check the configuration; each fault is shown with its file, line and column."""
    from monitor.cli.check import check

    check(config, write_schema, as_json=json)


@app.command("test-alert")
def send_test(
    receiver: Annotated[str, typer.Argument(help="Name of a receiver, or console.")], config: Config = None
) -> None:
    """Send a test message to one receiver, now."""
    from monitor.cli.check import send_test

    send_test(receiver, config)


@app.command()
def health(json: Json = False) -> None:
    """Say whether the daemon is alive and well; exit 1 when it is not."""
    from monitor.cli.health import health

    health(as_json=json)


@app.command()
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


@app.command()
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
app.add_typer(tokens, name="token")


@tokens.command("create")
def create_token(
    name: Annotated[str, typer.Argument(help="What the token is for; marks and corrections are signed with it.")],
    scope: Annotated[
        Literal["read", "act", "admin"],
        typer.Option(help="read: lists and records; act: also marks and corrections; admin: everything."),
    ] = "read",
) -> None:
    """Make a token. Its secret is printed on standard output, this once; only its digest is kept."""
    from monitor.cli.token import create

    create(name, scope)


@tokens.command("list")
def list_tokens(json: Json = False) -> None:
    """List tokens by name, without their secrets."""
    from monitor.cli.token import listed

    listed(as_json=json)


@tokens.command("end")
def end_token(name: Annotated[str, typer.Argument(help="Its name, as `monitor token list` shows it.")]) -> None:
    """End a token: from now on it opens nothing."""
    from monitor.cli.token import end

    end(name)


@app.command()
def demo() -> None:
    """Play three real stories through the whole pipeline, without any network, and show what is told."""
    from monitor.cli.demo import play

    play()
