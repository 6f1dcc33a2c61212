"""The configuration in words, faults of changed files with their places, and a watchlist that is only tried."""

from dataclasses import replace
from datetime import time, timedelta
from threading import Lock

import pytest
from fastapi import HTTPException
from httpx import ASGITransport, AsyncClient
from web_forms import fill
from web_room import CANADA, CONFIG, NOW, Reader, duty, learn

from monitor.errors import Problem
from monitor.pipeline.reload import Outcome
from monitor.ports import Store
from monitor.settings import Config
from monitor.types import Digest, QuietHours, Receiver, ReceiverKind, Urgency
from monitor.web.app import build
from monitor.web.simulation import SHOWN, simulation

SECRET = "xoxb-very-secret"
CANADIAN = "watches:\n  - {name: Canada, countries: [CA], receivers: [desk], remind: [7d]}\n"


@pytest.fixture
def reader(store: Store) -> Reader:
    learn(store, duty())
    desk = Receiver("desk", SECRET, ReceiverKind.SLACK, to="#private-channel")
    return Reader(store, config=Config(CONFIG.sources, (CANADA,), {"desk": desk}))


def told(reader: Reader, outcome: Outcome) -> str:
    """The page after this became of the files."""
    app = build(replace(reader.site, reloaded=lambda _: outcome))
    reader.client = AsyncClient(transport=ASGITransport(app), base_url="http://testserver")
    return reader.get("/configuration").text


def tried(reader: Reader, text: str, **fields: str) -> str:
    answer = fill(reader, "/configuration", "/configuration/simulate", {"watchlist": text, **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_watches_are_told_with_their_lines_and_receivers_without_addresses(reader: Reader) -> None:
    page = reader.get("/configuration").text
    for words in ("1 watch, 1 receiver, 1 source", "Canada trade", "w.yaml:1", "7d, 24h before", "slack", "gazette"):
        assert words in page, words
    assert SECRET not in page
    assert "#private-channel" not in page
    assert "gazette.example" not in page


def test_the_manner_of_a_watch_is_told(store: Store) -> None:
    watch = replace(
        CANADA,
        any_words=("steel",),
        min_confidence=0.7,
        urgency=Urgency.CRITICAL,
        quiet=QuietHours(time(20), time(7)),
        digest=Digest((time(8, 30),), (0, 1)),
    )
    page = Reader(store, config=replace(CONFIG, watches=(watch, replace(watch, receivers=("mail",))))).get(
        "/configuration"
    )
    for words in ("one of the words", "at least 70%", "20:00 to 07:00", "Mon, Tue 08:30", "critical:", "mail"):
        assert words in page.text, words
    assert page.text.count("<h3>Canada trade") == 1


def test_a_configuration_without_watches_says_what_is_missing(store: Store) -> None:
    assert "No watch is configured" in Reader(store, config=replace(CONFIG, watches=())).get("/configuration").text


def test_what_became_of_changed_files_is_told_with_places(reader: Reader) -> None:
    folder = "/etc/monitor"
    problems = (
        Problem(f"{folder}/watchlists.yaml", 14, 5, "watches.0.contries: unknown key <contries>"),
        Problem(f"{folder}/watchlists/steel.yaml", 2, 3, "is no list"),
    )
    page = told(reader, Outcome("0123abcd", ("1 watch added: Steel",), NOW - timedelta(hours=1), problems))
    for words in (
        "In force as <code>0123abcd</code>",
        "taken up Thu 20 Aug 2026, 11:00 UTC",
        "1 watch added: Steel",
        "<code>watchlists.yaml:14:5</code> watches.0.contries: unknown key &lt;contries&gt;",
        "<code>watchlists/steel.yaml:2:3</code>",
    ):
        assert words in page, words
    assert folder not in page


def test_what_waits_for_a_second_look_is_told(reader: Reader) -> None:
    assert "1 watch gone: Steel. This comes into force" in told(reader, Outcome(held=("1 watch gone: Steel",)))


class TestSimulation:
    """What a pasted watchlist would have told."""

    def test_it_is_held_against_what_was_told(self, reader: Reader) -> None:
        page = tried(reader, CANADIAN)
        assert "In the last 30 days it would have sent 1 alert (was 0): 1 new, 0 gone, 0 the same" in page
        assert "NEW" in page
        assert 'href="/deadlines/us-ca"' in page

    def test_nothing_is_saved_and_nothing_is_queued(self, reader: Reader) -> None:
        tried(reader, CANADIAN)
        with reader.store.read() as tx:
            assert tx.outbox([], 5) == []
        assert reader.site.config() is reader.config

    def test_faults_are_told_with_their_line_and_column(self, reader: Reader) -> None:
        page = tried(reader, "watches:\r\n  - {name: A, contries: [CA]}\r\n  - {name: <b>, countries: [Nowhere]}")
        assert "<code>2:15</code> watches.0.contries: unknown key &#39;contries&#39;, did you mean" in page
        assert "<code>3:" in page
        assert "<b>" not in page

    @pytest.mark.parametrize(
        "text", ["", "- a\n- b", "a: &a [*a]", "watches: [", "\x00", "a: " + "[" * 100, "watches:\n\t- a"]
    )
    def test_what_is_no_watchlist_is_told(self, reader: Reader, text: str) -> None:
        assert "The watchlist is at fault" in tried(reader, text)

    def test_no_secret_is_looked_up_and_no_file_is_read(self, reader: Reader) -> None:
        text = "receivers:\n  mine: {slack: 'file:/etc/passwd', channel: '#a'}\n  other: {url: '${HOME}'}\n" + CANADIAN
        page = tried(reader, text)
        assert "at fault" not in page
        assert "root:" not in page

    @pytest.mark.parametrize("days", ["0", "367", "ten", "-1", "٣"])
    def test_the_days_are_a_number_in_bounds(self, reader: Reader, days: str) -> None:
        answer = fill(reader, "/configuration", "/configuration/simulate", {"watchlist": CANADIAN, "days": days})
        assert answer.status_code == 422

    def test_one_runs_at_a_time(self, reader: Reader) -> None:
        turn = Lock()
        with turn, pytest.raises(HTTPException, match="another simulation runs"):
            simulation(reader.site, {"watchlist": CANADIAN}, turn)

    def test_it_ends_when_its_time_is_over(self, reader: Reader) -> None:
        found = simulation(reader.site, {"watchlist": CANADIAN}, Lock(), seconds=-1)
        assert (found.whole, found.new) == (False, 0)

    def test_many_differences_are_counted_and_the_newest_shown(self, store: Store) -> None:
        learn(store, *(duty(f"us-{number}") for number in range(SHOWN + 50)))
        found = simulation(Reader(store).site, {"watchlist": CANADIAN.replace("[desk]", "[console]")}, Lock())
        assert (found.new, len(found.lines)) == (SHOWN + 50, SHOWN)

    def test_a_form_that_is_not_ours_tries_nothing(self, reader: Reader) -> None:
        assert reader.post("/configuration/simulate", {"watchlist": CANADIAN}).status_code == 403
