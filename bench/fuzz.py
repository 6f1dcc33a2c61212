"""Feeds the reader mutated and hostile texts for some minutes: nothing may raise, read differently twice, or take more than its time.

    make fuzz                                     ten minutes
    python bench/fuzz.py --minutes 1 --seed 2     a minute, of other texts

Texts are made of the rules' own examples, of the labelled material where DEADLINE_CORPUS names it, and of odd letters; some are lines of a
megabyte. A finding is printed with its seed, which `--only` reads again. The last line is for programs:
`inputs=… findings=… worst_s_per_mb=…`; the exit code is 1 where something was found.
"""

import argparse
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

from monitor import extract
from monitor.cli.documents import documents
from monitor.grammar.engine import GRAMMARS
from monitor.types import DeadlineKind, Document, Reading

MOST_SECONDS_PER_MB = 2.0
"""CPU seconds that a megabyte may take. A text counts as no less than `LEAST` of one: a short one may be dense with dates, up to the
most that are read in a document."""
LEAST = 0.5
MEGABYTE = 1_000_000
ODD = (
    "\u0130", "\u0131", "ſ", "\u212a", "\u0307", "\u200b", "\u200f", "\u202e", "\ufeff", "\u2028", "\u0085", "\x00", "\x01", "\x1c",
    "\ud800", "٣", "１２", "²", "½", "①", "Ⅷ", "ß", "ŉ", "ﬁ", "Σς", "é", "e\u0301", "한", "𝟘", "𐐀", "🏴", "@", "#", "<!--", "-->", "<a",
    "](", "&#1;", "•", "\n", "\n\n", "\r\n", "\t", "…", "--", "''", '"', "((((", "%", "$", "9" * 40, "a" * 90, "0" * 5, "12:60",
    "99/99/9999", "24:00", "Feb. 30",
)  # fmt: skip
RUNS = (
    "a",
    "A",
    "9",
    " ",
    "\n",
    "a ",
    "A. ",
    "9 ",
    "9-",
    "<a",
    "](",
    "&#1",
    "the ",
    "August 7, ",
    "#, ",
    "@ ",
    "on the ",
    "1,",
    "Mr. ",
)


def pieces() -> list[str]:
    """Examples and refusals of all rules, and the labelled sentences where they are at hand."""
    own = [*chain(*((*rule.examples, *rule.refusals) for grammar in GRAMMARS for rule in grammar.rules))]
    corpus = Path(os.environ.get("DEADLINE_CORPUS", "../shared/corpus"))
    files = [*sorted(corpus.glob("*.docs.jsonl")), *sorted((corpus / "whitehouse").glob("*.md"))[:20]]
    told = [one.text for one in documents(files, None) if isinstance(one, Document)] if files else []
    return sorted({*own, *(part for text in told for part in text.split(". ") if len(part) < 800)})


def mutated(text: str, rng: random.Random) -> str:
    """The text with a few letters left out, doubled, changed in case, or put elsewhere, and odd ones between."""
    letters = list(text)
    for _ in range(rng.randint(0, 6)):
        place = rng.randrange(len(letters) + 1)
        end = min(len(letters), place + rng.choice((1, 1, 2, 5, 20)))
        change = rng.randrange(6)
        if change == 0:
            del letters[place:end]
        elif change == 1:
            letters[place:place] = letters[place:end] * rng.choice((1, 3, 30))
        elif change == 2:
            letters[place:end] = [letter.swapcase() for letter in letters[place:end]]
        elif change == 3:
            letters[place:place] = [rng.choice(ODD)]
        elif change == 4:
            letters[place:end] = [" "] * rng.choice((0, 1, 2, 200))
        else:
            letters[place:end] = rng.sample(letters[place:end], end - place)
    return "".join(letters)


def grown(rng: random.Random, made_of: list[str]) -> str:
    """A text of some sentences; one in a hundred repeats a run, a rule's words or a whole text up to a megabyte, on one line."""
    kind = rng.random()
    if kind < 0.01:
        unit = rng.choice((rng.choice(RUNS), f"{rng.choice(made_of)} ", mutated(rng.choice(made_of), rng) + ", "))
        length = rng.choice((50_000, 200_000, MEGABYTE))
        return (unit * (length // len(unit) + 1))[:length].replace("\n", " ")
    parts = [rng.choice(made_of) for _ in range(rng.randint(1, 40 if kind < 0.05 else 8))]
    text = rng.choice((". ", ".\n", " ", "; ", "\n\n", ", ", "")).join(parts)
    return mutated(text, rng) if rng.random() < 0.8 else text


def made(rng: random.Random, made_of: list[str]) -> Document:
    """A document of any kind."""
    published = datetime(2015, 1, 1, 12, tzinfo=UTC) + timedelta(hours=rng.randrange(110_000))
    signed = published.date() if rng.random() < 0.3 else None
    return Document(
        "fuzz", "bench", "", mutated(rng.choice(made_of), rng)[: rng.choice((0, 80, 3000))], grown(rng, made_of), published,
        signed=signed, official=rng.random() < 0.5, rank=rng.randrange(6), issuer=rng.choice((None, "US", "EU", "XX")),
        zone=rng.choice((None, "UTC", "America/New_York", "Pacific/Kiritimati")), day_only=rng.random() < 0.3,
    )  # fmt: skip


def wrong(document: Document, reading: Reading) -> str:
    """What no reading may hold; empty where all is well."""
    for mention in reading.mentions:
        words = document.title if mention.where == "title" else document.text
        if words[mention.start : mention.end] != mention.quote:
            return f"the quote {mention.quote!r} does not stand where it is said to"
        if not isinstance(mention.kind, DeadlineKind) or not 0 <= mention.confidence <= 1:
            return f"a mention out of its bounds: {mention}"
        _ = mention.due.opens_at, mention.due.closes_at
    for told in reading.timexes:
        if not 0 <= told.start < told.end <= len(document.text):
            return f"a time expression out of the text: {told}"
    return "" if extract.read(document) == reading else "a second reading differs"


def spent(work: Callable[[], Reading]) -> tuple[float, Reading]:
    """CPU seconds and what came of them."""
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def tried(seed: int, made_of: list[str]) -> tuple[float, str]:
    """Seconds a megabyte, and what was found with this seed; empty where all is well."""
    document = made(random.Random(seed), made_of)
    size = max(len(document.text.encode("utf-8", "surrogatepass")) / MEGABYTE, LEAST)
    try:
        seconds, reading = spent(lambda: extract.read(document))
        fault = wrong(document, reading) if len(document.text) < 20_000 else ""
    except Exception:
        return 0.0, traceback.format_exc(limit=-4)
    if not fault and seconds / size > MOST_SECONDS_PER_MB:
        seconds = min(seconds, spent(lambda: extract.read(document))[0])
        fault = f"{seconds / size:.1f} s a megabyte" if seconds / size > MOST_SECONDS_PER_MB else ""
    return seconds / size, fault


def main() -> None:
    """Runs until the minutes are over; prints what it finds, the summary last."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--minutes", type=float, default=1.0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", type=int, help="read the text of this seed alone")
    given = asked.parse_args()
    made_of = pieces()
    extract.read(made(random.Random(0), made_of))
    seeds = iter([given.only]) if given.only is not None else iter(range(given.seed * 1_000_000_000, sys.maxsize))
    until = time.monotonic() + 60 * given.minutes
    inputs = findings = 0
    worst = 0.0
    for seed in seeds:
        if time.monotonic() > until:
            break
        pace, fault = tried(seed, made_of)
        inputs += 1
        worst = max(worst, pace)
        if fault:
            findings += 1
            print(f"--only {seed}: {fault}", flush=True)
    print(f"inputs={inputs} findings={findings} worst_s_per_mb={worst:.2f}")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
