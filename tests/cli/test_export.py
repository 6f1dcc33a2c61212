"""The audit file: one page that holds everything, runs nothing, fetches nothing, and can be checked."""

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli_room import SAID, Ask, asked, database, hear, paper, states
from click.testing import Result

from monitor.errors import UsageError
from monitor.pipeline.correct import correct
from monitor.store import open_store
from monitor.types import (
    Document,
    Due,
    Firmness,
    Reading,
)

KEY = "us-tariff-ca-effective-2026-11"
HOSTILE = """</title></script><script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7*7 }} {% raw %} '"&amp;"""
ODD = "The duty begins.\n\u202eyltnereffid sdaer siht\u202c \x1b[31m </div></pre>]]>--> \u2028 é 关税"


def said(day: int, rank: int, quote: str) -> Reading:
    firmness = Firmness.SIGNED if rank > 2 else Firmness.SAID
    due = Due(date(2026, 11, day), "America/New_York", trace="2026-07-20 + 122 days")
    return states(due, quote, firmness=firmness, confidence=0.8)


def odd(name: str, rank: int, published: datetime, url: str = "https://us.example/1", text: str = ODD) -> Document:
    return paper(name, published, rank, HOSTILE, source=f"{name} {HOSTILE}", url=url, text=text)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """An order, a newspaper that disputes it, and a person who settles it; all their words are hostile."""
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    order = odd('or"der <1>', 5, SAID)
    wire = odd("wire", 1, SAID + timedelta(days=1), "javascript:alert(3)", "What the newspaper wrote is its own.")
    read = ((order, said(19, 5, HOSTILE)), (wire, said(25, 1, HOSTILE)))
    hear(tmp_path, *((document, reading, document.published + timedelta(hours=2)) for document, reading in read))
    store = open_store(database(tmp_path))
    with store.begin() as tx:
        record = tx.deadline(KEY)
        assert record is not None
        due = Due(date(2026, 11, 20), "America/New_York")
        correct(tx, record, (), SAID + timedelta(days=3), by="<b>Ada", reason=HOSTILE, due=due)
    store.close()

    def run(*words: str) -> Result:
        return asked(*words, at="2026-08-01 12:00:00")

    return run


@pytest.fixture
def page(ask: Ask) -> str:
    return ask("export", "--audit", KEY).stdout


def facts(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="audit">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


class Elements(HTMLParser):
    """All tags with their attributes, and the text outside the script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_nothing_in_it_runs_and_nothing_is_fetched(page: str) -> None:
    tags = Elements(page).tags
    assert {tag for tag, _ in tags} & {"img", "link", "iframe", "object", "embed", "form", "base", "svg"} == set()
    assert [attrs for tag, attrs in tags if tag == "script"] == [{"type": "application/json", "id": "audit"}]
    names = {name for _, attrs in tags for name in attrs}
    assert not [name for name in names if name.startswith("on")]
    assert names & {"src", "srcset", "style", "action", "data"} == set()
    addresses = [attrs["href"] or "" for _, attrs in tags if "href" in attrs]
    assert all(address.startswith(("#", "https://us.example/1")) for address in addresses)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_hostile_words_are_shown_as_they_were_written(page: str) -> None:
    shown = Elements(page)
    assert shown.words.count("<script>alert(1)</script>") >= 3
    assert "{{ 7*7 }}" in shown.words


def test_signs_that_turn_the_direction_of_reading_are_shown_by_number(page: str) -> None:
    body = page.split('<script type="application/json"', maxsplit=1)[0]
    assert "[U+202E]yltnereffid" in body
    assert "[U+001B][31m" in body
    assert "\u202e" not in body


def test_every_revision_is_told_with_both_times_its_words_its_reason_and_its_arithmetic(page: str) -> None:
    words = " ".join(Elements(page).words.split())
    for told in (
        "US 50% tariff on Canada begins",
        "said Mon 20 Jul 2026, 21:00 UTC learnt Mon 20 Jul 2026, 23:00 UTC, 2 h later",
        "reckoned 2026-07-20 + 122 days",
        "DISPUTED",
        "disputed: 2026-11-25 according to wire",
        "taken for this deadline because: the same issuer (US) and targets (CA), rate 50 % in both",
        "CORRECTED",
        "Correction by <b>Ada",
        "a person's correction",
    ):
        assert told in words, told


def test_steps_come_in_order_of_publication_each_with_its_document(page: str) -> None:
    steps = facts(page)["steps"]
    assert [(step["reason"], step["document"].split(":")[0]) for step in steps] == [  # type: ignore[attr-defined]
        ("new", 'or"der <1>'),
        ("disputed", "wire"),
        ("corrected", "correction"),
    ]


def test_official_texts_and_corrections_are_given_whole_and_a_newspaper_s_by_its_fingerprint_alone(page: str) -> None:
    texts = {document["source"].split()[0]: document["text"] for document in facts(page)["documents"]}  # type: ignore[attr-defined]
    assert texts == {'or"der': ODD, "wire": None, "correction": HOSTILE}
    assert "What the newspaper wrote" not in page


def test_the_command_on_the_page_recomputes_every_fingerprint(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "audit.html"
    told = ask("export", "--audit", KEY, "--output", str(file)).stdout
    assert hashlib.sha256(file.read_bytes()).hexdigest() in told
    command = unescape(re.search(r'<pre class="command">(.*?)</pre>', file.read_text(), re.DOTALL)[1])  # type: ignore[index]
    script = command.removeprefix("python3 -c '").removesuffix("' FILE")
    assert "'" not in script, "it stands between single quotes"
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    assert [line.split()[-1] for line in done.stdout.splitlines()] == ["agrees", "agrees"]


def test_words_that_were_changed_in_the_database_are_found_out(ask: Ask, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "monitor.db") as opened:
        opened.execute("UPDATE documents SET text = 'forged' WHERE rank = 5")
    page = ask("export", "--audit", KEY).stdout
    assert [document["agrees"] for document in facts(page)["documents"]] == [False, True, True]  # type: ignore[attr-defined]
    assert "the stored words give another fingerprint" in page


def test_programs_find_the_same_in_it_as_history_gives_them(ask: Ask, page: str) -> None:
    found = facts(page)
    assert found["revisions"] == json.loads(ask("history", KEY, "--json").stdout)
    assert (found["format"], found["version"], found["made_at"]) == ("deadline-audit", 1, "2026-08-01T12:00:00Z")
    assert found["deadline"]["date"] == "2026-11-20"  # type: ignore[index]


def test_a_wrong_key_is_answered_with_near_ones_and_nothing_is_written(ask: Ask, tmp_path: Path) -> None:
    done = ask("export", "--audit", KEY[:-1], "--output", str(tmp_path / "audit.html"))
    assert isinstance(done.exception, UsageError)
    assert f"near: {KEY}" in str(done.exception)
    assert not (tmp_path / "audit.html").exists()


def test_a_record_without_any_text_left_can_be_audited_too(ask: Ask, tmp_path: Path) -> None:
    store = open_store(database(tmp_path))
    with store.begin() as tx:
        last = tx.history(KEY)[-1].change
        gone = replace(last.new, revision=last.new.revision + 1)
        tx.save_change(replace(last, new=gone, old=last.new), None, SAID + timedelta(days=9), withdrawn=True)
    store.close()
    page = ask("export", "--audit", KEY).stdout
    assert "WITHDRAWN" in page
    assert "withdrawn: no text tells it any more" in page


def test_a_place_that_cannot_be_written_is_told(ask: Ask, tmp_path: Path) -> None:
    done = ask("export", "--audit", KEY, "--output", str(tmp_path / "no" / "such" / "folder.html"))
    assert isinstance(done.exception, OSError)
