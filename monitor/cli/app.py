"""The commands, their arguments and their help; what they do stands in the file of the same name."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.answers import ack, mute, snooze, wrong
from monitor.cli.options import Config, Files, Json, Limit, Role, Workspace
from monitor.cli.streams import Piped
from monitor.cli.upkeep import backup, health, restore, tokens, workers
from monitor.types import Status

app = typer.Typer(
    name="monitor",
    cls=Piped,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Watches official sources and news for trade and sanctions deadlines, remembers how they move, alerts you in time.",
)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        from monitor import __version__

        typer.echo(f"monitor {__version__}")
        raise typer.Exit


@app.command()
def run(
    config: Config = None,
    role: Annotated[
        Role | None,
        typer.Option(
            help="One of several processes on one PostgreSQL: scheduler, worker or web; without it one does all.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the daemon: poll, remember, remind, deliver, until SIGTERM or Ctrl-C."""
    from monitor.cli.run import run

    run(config, role)


@app.command()
def poll(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names; none: all enabled.", show_default=False)
    ] = None,
    record: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Save each answer there as it came.", show_default=False)
    ] = None,
    play: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR", help="Play saved answers back; ask nobody.", show_default=False),
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Poll sources once, now, and show what was learnt. Alerts go to the outbox; the daemon sends them."""
    from monitor.cli.poll import poll

    poll(sources or [], config, record, play, as_json=json)


@app.command()
def sources(config: Config = None, json: Json = False) -> None:
    """List sources: how each is, when it is asked next, its last success, its silence against its usual gap; exit 1 when one is ill."""
    from monitor.cli.sources import sources

    sources(config, as_json=json)


@app.command()
def doctor(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names; none: all enabled.", show_default=False)
    ] = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Ask each source once and say what is wrong with it, with advice. Nothing is stored; exit 1 when one is not well."""
    from monitor.cli.doctor import doctor

    doctor(sources or [], config, as_json=json)


@app.command()
def backfill(
    source: Annotated[str, typer.Argument(help="Name of a source.")],
    since: Annotated[str, typer.Option(metavar="DATE", help="The day to go back to.")],
    queued: Annotated[
        bool, typer.Option("--queued", help="Leave it to the workers of `monitor run --role worker`.")
    ] = False,
    config: Config = None,
    json: Json = False,
) -> None:
    """Fetch what a source published since a day of the past. Tells nothing; goes on where it stopped; one page at a time."""
    from monitor.cli.backfill import backfill

    backfill(source, since, config, queued=queued, as_json=json)


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
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """List deadlines by date."""
    from monitor.cli.deadlines import deadlines

    deadlines(country, days, as_of, closed=all, limit=limit, as_json=json, workspace=workspace)


@app.command()
def history(
    key: Annotated[str, typer.Argument(help="Key of a deadline, as `monitor deadlines` shows it.")],
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Show how one deadline came to be what it is: every revision with its words."""
    from monitor.cli.history import history

    history(key, as_json=json, workspace=workspace)


@app.command()
def export(
    audit: Annotated[str, typer.Option("--audit", metavar="KEY", help="The deadline to be audited.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; default: standard output.", show_default=False)
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Write one self-contained file that an auditor can read: a deadline, its revisions, its words, its documents."""
    from monitor.cli.export import export

    export(audit, output, workspace)


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
    from monitor.cli.correct import correct
    from monitor.shown.said import Correcting

    correct(key, Correcting(by, reason, date, status, rate, revoked), config, as_json=json)


for _answer in (ack, snooze, mute, wrong):
    app.command()(_answer)


@app.command()
def review(limit: Limit = 50, workspace: Workspace = None, json: Json = False) -> None:
    """List what a person should look at: deadlines disputed, ambiguous or read with little confidence, newest first."""
    from monitor.cli.review import review

    review(limit, as_json=json, workspace=workspace)


@app.command()
def why(
    key: Annotated[str, typer.Argument(help="Key of a deadline or a measure, as the lists show it.")],
    workspace: Workspace = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Say which watch asks for a deadline, on which line and by what, or why none does."""
    from monitor.cli.why import why

    why(key, config, as_json=json, workspace=workspace)


@app.command()
def simulate(
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day (UTC) or instant on.")],
    watchlist: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The watchlist to try; default: the configured ones.", show_default=False),
    ] = None,
    workspace: Workspace = None,
    config: Config = None,
    json: Json = False,
) -> None:
    """Show what a watchlist would have sent on what is stored, beside what was sent. Sends nothing, writes nothing."""
    from monitor.cli.simulate import simulate

    simulate(since, watchlist, config, as_json=json, workspace=workspace)


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
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """List alerts: waiting, sent, given up."""
    from monitor.cli.show import alerts

    alerts(state or [], limit, as_json=json, workspace=workspace)


outbox = typer.Typer(help="Show what waits for each receiver and how it is.", invoke_without_command=True)
app.add_typer(outbox, name="outbox")


@outbox.callback()
def _outbox(context: typer.Context, workspace: Workspace = None, json: Json = False) -> None:
    if context.invoked_subcommand is None:
        from monitor.cli.outbox import outbox

        outbox(as_json=json, workspace=workspace)


@outbox.command("retry")
def _outbox_retry(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="As `monitor alerts --state dead --json` shows them.")
    ],
    workspace: Workspace = None,
) -> None:
    """Send again what was given up."""
    from monitor.cli.outbox import retry

    retry(ids, workspace)


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
    receiver: Annotated[str, typer.Argument(help="Name of a receiver, or console.")],
    workspace: Workspace = None,
    config: Config = None,
) -> None:
    """Send a test message to one receiver, now."""
    from monitor.cli.check import send_test

    send_test(receiver, config, workspace)


for _upkeep in (health, workers, backup, restore):
    app.command()(_upkeep)
app.add_typer(tokens, name="token")


@app.command()
def demo(
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Stop the clock there, such as 2026-08-20.", show_default=False)
    ] = None,
    serve: Annotated[
        int | None,
        typer.Option(
            metavar="PORT", min=0, max=65535, help="Then show the site there until Ctrl-C.", show_default=False
        ),
    ] = None,
) -> None:
    """Play three real stories through the whole pipeline, without any network, and show what is told."""
    from monitor.cli.demo.showing import demo

    demo(until, serve)
