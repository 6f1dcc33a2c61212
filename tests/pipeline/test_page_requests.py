"""Where an item's text is fetched from: another address, with headers, and in several files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from pipeline_stage import Stage, Web, at

from monitor.errors import FetchError
from monitor.pipeline.poll import poll
from monitor.ports import Answer, Query, Store
from monitor.sources import coded_sources
from monitor.types import Source

JOURNAL, OFAC = coded_sources()["eu_official_journal_l"], coded_sources()["us_ofac_recent_actions"]
INSPECTION = coded_sources()["us_public_inspection"]
ACT = "http://publications.europa.eu/resource/celex/32026R1501"
FEED = (
    b'<rss version="2.0"><channel><title>L</title><item><title>Council Regulation on restrictive measures against Russia</title>'
    b"<link>https://eur-lex.europa.eu/act/1</link><guid>CELEX:32026R1501</guid><pubDate>Fri, 17 Jul 2026 02:00:00 +0200</pubDate></item>"
    b"<item><title>A decision on a fish</title><link>https://eur-lex.europa.eu/act/2</link><guid>CELEX:32026D1502</guid>"
    b"<pubDate>Fri, 17 Jul 2026 02:00:00 +0200</pubDate></item></channel></rss>"
)
ACTION = (
    b"<main><div class='search-result'><a href='/recent-actions/20260729'>Iran-related General License</a></div></main>"
)
LINKED = (
    b"<main><p>OFAC is issuing <a href='/media/1/download?inline'>General License 9</a> and "
    b"<a href='/media/2/download?inline'>license 10</a>.</p></main>"
)


@dataclass
class HeadedWeb(Web):
    """Keeps the headers too."""

    headed: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        self.headed.append((url, dict(headers or {})))
        return await super().get(url, validators)


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    return Stage(memory_store, at("2026-07-29T20:00"), web=HeadedWeb())


def polled(stage: Stage, source: Source) -> str:
    return stage.run(poll(stage.world, source)).error


def texts(stage: Stage, source: Source, *urls: str) -> int:
    with stage.store.begin() as tx:
        return len(tx.known_digests(source.name, urls))


def test_an_act_is_asked_of_cellar_with_form_and_language_and_others_are_not_asked_for(stage: Stage) -> None:
    stage.web.answers = {
        JOURNAL.url: FEED,
        ACT: b"<html><body><div class='eli-container'><p>The ban applies from 1 September 2026.</p></div></body></html>",
    }
    assert polled(stage, JOURNAL) == ""
    assert stage.web.headed == [
        (JOURNAL.url, {}),
        (ACT, {"Accept": "application/xhtml+xml", "Accept-Language": "eng"}),
    ]
    assert texts(stage, JOURNAL, "https://eur-lex.europa.eu/act/1", "https://eur-lex.europa.eu/act/2") == 2


def test_the_licences_that_a_page_names_are_read_with_it(stage: Stage) -> None:
    stage.web.answers = {
        OFAC.url: ACTION,
        f"{OFAC.url}/20260729": LINKED,
        "https://ofac.treasury.gov/media/1/download?inline": b"%PDF-not really",
        "https://ofac.treasury.gov/media/2/download?inline": b"%PDF-nor this",
    }
    assert polled(stage, OFAC) == ""
    assert [url for url, _ in stage.web.headed[2:]] == [
        f"https://ofac.treasury.gov/media/{n}/download?inline" for n in (1, 2)
    ]


def test_a_licence_that_does_not_come_is_waited_for_and_then_left_out(stage: Stage) -> None:
    missing = "https://ofac.treasury.gov/media/2/download?inline"
    stage.web.answers = {
        OFAC.url: ACTION,
        f"{OFAC.url}/20260729": LINKED,
        "https://ofac.treasury.gov/media/1/download?inline": b"%PDF-x",
        missing: FetchError("server error", status=500),
    }
    errors = []
    for _ in range(7):
        errors.append(polled(stage, OFAC))
        stage.now += timedelta(hours=2)
    assert "1 of 1 pages could not be read" in errors[0]
    assert errors[-1] == ""
    assert texts(stage, OFAC, f"{OFAC.url}/20260729") == 1


def test_an_answer_that_may_be_empty_is_no_failure(stage: Stage) -> None:
    stage.web.answers = {
        INSPECTION.url: b'{"count": 1, "results": [{"title": "Fish", "agencies": [], "html_url": "https://x.example"}]}'
    }
    assert polled(stage, INSPECTION) == ""


def test_a_stated_day_that_the_text_contradicts_stands_with_the_deadline(stage: Stage) -> None:
    register = coded_sources()["us_federal_register"]
    stage.web.answers = {
        register.url: b'{"results": [{"title": "Duty on Steel of China", "type": "Notice", "publication_date": "2026-07-29", '
        b'"html_url": "https://fr.example/1", "raw_text_url": "https://fr.example/1.txt", "effective_on": "2026-08-20"}]}',
        "https://fr.example/1.txt": b"<pre>\nThe 25 percent duty on steel of China takes effect on August 21, 2026.\n</pre>",
    }
    assert polled(stage, register) == ""
    with stage.store.begin() as tx:
        (deadline,) = tx.deadlines(Query())
        assert deadline.evidence.warnings == ("the publisher's field effective_on says 2026-08-20",)
        assert tx.doubted(10) == [deadline]
        (filed,) = tx.filed([deadline.evidence.document or ""])
    assert [(day.name, day.day.isoformat()) for day in filed.document.stated] == [("effective_on", "2026-08-20")]
