"""Whatever records, receivers, sources, watches and readers are called, the pages about them hold nothing that came from it but words."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from notify_hostile import strings
from store_examples import evidence, reminder
from test_hostile import skeleton
from web_forms import token_on
from web_room import CANADA, NOW, Reader, due, duty, learn

from monitor.errors import Problem
from monitor.pipeline.reload import Outcome
from monitor.ports import Store
from monitor.settings import Config
from monitor.store.columns import clean
from monitor.types import Mark, MarkKind, Receiver, Source
from monitor.web.app import build

COUNT = 40
PAGES = ("/review", "/sources", "/outbox", "/configuration")


def reader_of(store: Store, words: list[str]) -> Reader:
    """A site on which everything that these pages show bears such names."""
    doubted = []
    for number, word in enumerate(words):
        why = evidence(confidence=0.1, warnings=(word,), quote=word, source=word, alternatives=(due(23),))
        doubted.append(duty(f"us-{number}", evidence=why, scope=word))
    learn(store, *doubted)
    with store.begin() as tx:
        for number, word in enumerate(words):
            tx.set_doubt(f"us-{number}", NOW)
            tx.add_mark(Mark(f"us-{number}", MarkKind.WRONG, word, NOW, word))
            tx.enqueue([reminder(deadline=doubted[number], receiver=word)], NOW)
            for claimed in tx.claim(NOW, 9, only=word):
                tx.mark_dead(claimed.parcel, word, NOW)
    watches = tuple(replace(CANADA, name=word, any_words=(word,), line=word, receivers=(word,)) for word in words)
    listed = tuple(Source(word, "https://a.example/") for word in dict.fromkeys(words))
    outcome = Outcome("0", tuple(words), NOW, tuple(Problem(word, 1, 1, word) for word in words), tuple(words))
    reader = Reader(store, config=Config(listed, watches, {word: Receiver(word, "console://") for word in words}))
    reader.client._transport.app = build(replace(reader.site, reloaded=lambda _: outcome))  # type: ignore[attr-defined]
    return reader


@pytest.mark.parametrize("first", range(0, 200, COUNT))
def test_words_stay_words(store: Store, first: int) -> None:
    words = [clean(word) or "empty" for word in list(strings(first + COUNT))[first:]]
    reader = reader_of(store, words)
    for page in (*PAGES, "/deadlines/us-0", "/deadlines/us-0/snooze"):
        answer = reader.get(page)
        assert answer.status_code == 200, page
        strange = {part for part in skeleton(answer.text) if part.startswith(("leads to", "script@on", "a comment"))}
        parts = {
            part for part in skeleton(answer.text) if "@on" in part or part in ("iframe", "img", "object", "style")
        }
        assert not strange | parts, page


def test_a_hostile_watchlist_stays_words(store: Store) -> None:
    learn(store, duty())
    reader = Reader(store)
    token = token_on(reader, "/configuration")
    for word in strings(60):
        fields = {"token": token, "watchlist": f"watches:\n  - {{name: {word!r}, countries: [{word!r}]}}\n{word}"}
        answer = reader.post("/configuration/simulate", fields)
        assert answer.status_code == 200, word
        assert not {part for part in skeleton(answer.text) if "@on" in part or part in ("iframe", "img", "object")}


def test_a_hostile_key_or_name_of_an_act_is_no_page(store: Store) -> None:
    learn(store, duty())
    reader = Reader(store)
    for word in strings(60):
        if "/" not in word and word not in (".", ".."):
            assert reader.get(f"/deadlines/us-ca/{quote(clean(word) or 'x', safe='')}").status_code in (404, 405), word
