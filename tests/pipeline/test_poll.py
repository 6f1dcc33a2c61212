"""One poll: what is stored, what is told, and what a failure leaves behind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pipeline_stage import NEWS, Stage, at

from monitor.errors import FetchError
from monitor.pipeline.poll import poll
from monitor.ports import Query, Store
from monitor.types import Source, SourceState

QUIET = ("2026-03-02T08:00", "Harbour opens", "The new harbour was opened by the mayor.")
TARIFF = (
    "2026-03-03T08:00",
    "United States to charge 30% on Brazil",
    "The United States will impose a 30% tariff on imports from Brazil from March 20, 2026, the White House said.",
)


@pytest.fixture
def stage(memory_store: Store) -> Stage:
    return Stage(memory_store, at("2026-03-03T09:00"))


def polled_once(stage: Stage) -> None:
    """A first poll, which tells nothing."""
    stage.publish(QUIET)
    assert stage.run(poll(stage.world, NEWS)).error == ""


def known(stage: Stage) -> list[str]:
    with stage.store.begin() as tx:
        return [deadline.due.day.isoformat() for deadline in tx.deadlines(Query())]


def waiting(stage: Stage) -> list[str]:
    with stage.store.begin() as tx:
        return [str(row.alert.change or row.alert.reason) for row in tx.outbox(["pending"], 50)]


def test_the_first_poll_opens_deadlines_and_tells_nothing(stage: Stage) -> None:
    stage.publish(TARIFF)
    stage.run(poll(stage.world, NEWS))
    assert known(stage) == ["2026-03-20"]
    assert waiting(stage) == []


def test_a_later_poll_tells_what_is_new(stage: Stage) -> None:
    polled_once(stage)
    stage.publish(TARIFF, QUIET)
    result = stage.run(poll(stage.world, NEWS))
    assert (result.items, result.learnt.documents) == (2, 1)
    assert waiting(stage) == ["new"]


def test_the_same_feed_again_teaches_nothing(stage: Stage) -> None:
    polled_once(stage)
    assert stage.run(poll(stage.world, NEWS)).unchanged


def test_the_same_words_under_another_address_are_told_once(stage: Stage) -> None:
    polled_once(stage)
    stage.publish(TARIFF, QUIET)
    stage.run(poll(stage.world, NEWS))
    mirror = replace(NEWS, name="mirror", url="https://mirror.example/feed")
    stage.publish(QUIET, source=mirror)
    stage.run(poll(stage.world, mirror))
    stage.publish(TARIFF, source=mirror)
    stage.run(poll(stage.world, mirror))
    assert waiting(stage) == ["new"]


def test_validators_are_kept_once_the_items_are_stored_and_sent_next_time(stage: Stage) -> None:
    stage.web.etags[NEWS.url] = '"v1"'
    polled_once(stage)
    assert stage.run(poll(stage.world, NEWS)).unchanged
    assert stage.web.asked[-1] == (NEWS.url, {"ETag": '"v1"'})


def test_validators_are_not_kept_while_a_page_could_not_be_read(stage: Stage) -> None:
    paged = replace(NEWS, page=True)
    stage.web.etags[NEWS.url] = '"v1"'
    stage.publish(TARIFF)
    result = stage.run(poll(stage.world, paged))
    assert "1 of 1 pages could not be read" in result.error
    stage.run(poll(stage.world, paged))
    assert [held for url, held in stage.web.asked if url == NEWS.url] == [{}, {}]


def test_a_page_that_stays_unreadable_is_read_from_the_feed_in_the_end(stage: Stage) -> None:
    paged = replace(NEWS, page=True)
    stage.publish(TARIFF)
    for _ in range(6):
        result = stage.run(poll(stage.world, paged))
    assert result.error == ""
    assert known(stage) == ["2026-03-20"]


def test_polls_that_got_no_feed_use_up_no_patience_with_its_pages(stage: Stage) -> None:
    paged = replace(NEWS, page=True)
    for _ in range(8):
        assert stage.run(poll(stage.world, paged)).error
    stage.publish(TARIFF)
    for _ in range(5):
        assert "1 of 1 pages could not be read" in stage.run(poll(stage.world, paged)).error
    assert stage.run(poll(stage.world, paged)).error == ""


def test_one_unreadable_page_does_not_make_the_source_slow(stage: Stage) -> None:
    paged = replace(NEWS, page=True)
    stage.publish(TARIFF)
    for _ in range(4):
        stage.run(poll(stage.world, paged))
        with stage.store.begin() as tx:
            assert tx.source_states([NEWS.name])[NEWS.name].next_poll_at <= stage.now + NEWS.every


def test_a_publisher_whose_pages_give_no_answer_is_not_asked_for_all_of_them(stage: Stage) -> None:
    paged = replace(NEWS, page=True)
    stage.publish(*((f"2026-03-03T08:{n:02}", f"Notice {n}", "A notice.") for n in range(10)))
    silent = FetchError("wire.example did not finish its answer within 30 s")
    stage.web.answers |= dict.fromkeys(stage.links(), silent)
    assert "10 of 10 pages could not be read" in stage.run(poll(stage.world, paged)).error
    assert len(stage.web.asked) == 1 + 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!doctype html><html><body>Please prove that you are human</body></html>", "web page"),
        (b"", "empty"),
        (b"<rss version='2.0'><channel><title>Wire</title></channel></rss>", "no items"),
        (b"<rss version='2.0'><channel><item><title>cut", "cut"),
    ],
    ids=["a challenge page", "nothing", "a feed without items", "a feed cut short"],
)
def test_an_answer_that_is_no_feed_is_a_failure_in_words(stage: Stage, body: bytes, words: str) -> None:
    stage.web.answers[NEWS.url] = body
    result = stage.run(poll(stage.world, NEWS))
    assert words in result.error
    with stage.store.begin() as tx:
        state = tx.source_states([NEWS.name])[NEWS.name]
    assert (state.failures, state.error, state.baseline) == (1, result.error, False)


def test_a_failing_source_is_tried_again_later_and_later(stage: Stage) -> None:
    stage.web.answers[NEWS.url] = FetchError("no connection to wire.example: name not found")
    others_answer(stage)
    assert minutes_of_rest(stage, 8) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_while_nobody_answers_at_all_none_is_left_alone_for_long(stage: Stage) -> None:
    stage.web.answers[NEWS.url] = FetchError("no connection to wire.example: the name service does not answer")
    assert minutes_of_rest(stage, 6) == [1, 2, 4, 5, 5, 5]


def test_pauses_are_spread_by_chance_down_to_ten_seconds(stage: Stage) -> None:
    stage.web.answers[NEWS.url] = FetchError("answered 503", status=503)
    others_answer(stage)
    stage.chance = 0.5
    assert minutes_of_rest(stage, 3) == [0.5, 1, 2]
    stage.chance = 0.0
    assert minutes_of_rest(stage, 1) == [1 / 6]


def others_answer(stage: Stage) -> None:
    other = replace(NEWS, name="other", url="https://other.example/feed")
    stage.now += timedelta(seconds=1)
    stage.publish(QUIET, source=other)
    stage.run(poll(stage.world, other))
    with stage.store.begin() as tx:
        tx.save_source(SourceState(NEWS.name, stage.now, failing_since=stage.now - timedelta(hours=1)))


def minutes_of_rest(stage: Stage, times: int) -> list[float]:
    """How long the source rests after each of so many polls."""
    rests = []
    for _ in range(times):
        stage.run(poll(stage.world, NEWS))
        with stage.store.begin() as tx:
            rests.append((tx.source_states([NEWS.name])[NEWS.name].next_poll_at - stage.now) / timedelta(minutes=1))
    return rests


def test_a_publisher_that_asks_us_to_wait_is_obeyed(stage: Stage) -> None:
    stage.web.answers[NEWS.url] = FetchError("too many requests", status=429, retry_after=timedelta(minutes=37))
    stage.run(poll(stage.world, NEWS))
    with stage.store.begin() as tx:
        assert tx.source_states([NEWS.name])[NEWS.name].next_poll_at == stage.now + timedelta(minutes=37)


def test_only_enabled_sources_whose_time_has_come_are_due(stage: Stage) -> None:
    polled_once(stage)
    other = Source("other", "https://other.example/feed")
    off = replace(other, name="off", enabled=False)
    assert stage.due([NEWS, other, off]) == [other]
    stage.now += timedelta(minutes=5)
    assert stage.due([NEWS, other, off]) == [NEWS, other]


def test_a_due_source_is_taken_by_one_and_comes_back_when_its_poll_is_never_stored(stage: Stage) -> None:
    assert stage.due([NEWS]) == [NEWS]
    assert stage.due([NEWS]) == []
    stage.now += timedelta(minutes=1)
    assert stage.due([NEWS]) == [NEWS]


@pytest.mark.parametrize("ahead", [timedelta(days=30), timedelta(days=2000)], ids=str)
def test_a_clock_that_was_far_ahead_silences_no_source(stage: Stage, ahead: timedelta) -> None:
    stage.now += ahead
    polled_once(stage)
    stage.now -= ahead
    assert stage.due([NEWS]) == [NEWS]


def test_invalid_utf8_in_one_item_does_not_lose_the_feed(stage: Stage) -> None:
    polled_once(stage)
    stage.publish(TARIFF, QUIET)
    body = stage.web.answers[NEWS.url]
    assert isinstance(body, bytes)
    stage.web.answers[NEWS.url] = body.replace(b"Harbour", b"Harb\xffour")
    assert stage.run(poll(stage.world, NEWS)).error == ""
    assert waiting(stage) == ["new"]
