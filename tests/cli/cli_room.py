"""A command line over a database of its own: what was published, when it was learnt, and what is asked afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result
from freezegun import freeze_time
from typer.testing import CliRunner

from monitor.cli.app import app
from monitor.pipeline.learn import learn
from monitor.store import open_store
from monitor.types import (
    Deadline,
    DeadlineKind,
    Document,
    Due,
    Evidence,
    Firmness,
    Measure,
    MeasureKind,
    Mention,
    Reading,
    Status,
)

SAID = datetime(2026, 7, 20, 21, tzinfo=UTC)

Ask = Callable[..., Result]


def states(due: Due, quote: str, target: str = "CA", **more: object) -> Reading:
    """What is read in a text that states one date of a duty of the United States, signed and ahead unless `more` says otherwise."""
    duty = Measure(MeasureKind.TARIFF, "US", (target,), 50.0)
    said = Mention(DeadlineKind.EFFECTIVE, due, duty, Status.ANNOUNCED, Firmness.SIGNED, quote, 0, len(quote), "story")
    return Reading((replace(said, **more),))  # type: ignore[arg-type]


def paper(name: str, published: datetime, rank: int, title: str, **more: object) -> Document:
    """A publication; official from an agency's rank on."""
    url = f"https://{name}.example/1"
    made = Document(name, name, url, title, f"The text of {name}.", published, official=rank > 2, rank=rank)
    return replace(made, **more)  # type: ignore[arg-type]


def duty(key: str, due: Due, said: datetime) -> Deadline:
    """A duty of the United States on Canada as it was first known, signed and ahead."""
    words = Evidence("d1", "us", "https://us.example/1", "Duties", "on the day named", said, 5)
    measure = Measure(MeasureKind.TARIFF, "US", ("CA",), 50.0)
    return Deadline(
        key, DeadlineKind.EFFECTIVE, due, measure, Status.ANNOUNCED, Firmness.SIGNED, 1, said, said, said, words
    )


def database(folder: Path) -> str:
    """The address of the database that commands find when MONITOR_DATA_DIR is this folder."""
    return f"sqlite:///{folder}/monitor.db"


def hear(folder: Path, *papers: tuple[Document, Reading, datetime]) -> None:
    """Each document is learnt at its instant."""
    store = open_store(database(folder))
    for document, reading, now in papers:
        with store.begin() as tx:
            learn(tx, document, reading, (), now)
    store.close()


def configure(folder: Path, watch: str) -> None:
    """A source, and one watch, of these lines of YAML."""
    (folder / "watchlists.yaml").write_text(f"version: 1\nwatches:\n  - {watch}\n")
    (folder / "sources.yaml").write_text("version: 1\nsources:\n  - name: us\n    url: https://us.example/feed\n")


def asked(*words: str, at: str) -> Result:
    """What the command answers at this UTC time."""
    with freeze_time(at):
        return CliRunner().invoke(app, list(words))
