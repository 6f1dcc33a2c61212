"""Measures heard of, and the counts, on every database."""

from datetime import date

from store_examples import DAY, HOUR, NOON, deadline, document, measure_news, opened, reading, reminder, source_state

from monitor.ports import Store


def test_a_measure_is_stored_the_first_time_it_is_heard_of(store: Store) -> None:
    with store.begin() as tx:
        assert tx.add_measure(measure_news(), NOON)
        assert not tx.add_measure(measure_news(source="another outlet"), NOON + DAY)
    with store.begin() as tx:
        assert tx.measures(10) == [measure_news()]


def test_measures_are_listed_newest_first(store: Store) -> None:
    early, late = measure_news("early", published=NOON - DAY), measure_news("late", published=NOON - HOUR)
    with store.begin() as tx:
        for news, learnt_at in ((late, NOON), (early, NOON), (measure_news("last"), NOON + HOUR)):
            tx.add_measure(news, learnt_at)
        assert [news.key for news in tx.measures(10)] == ["last", "late", "early"]
        assert [news.key for news in tx.measures(1)] == ["last"]


def test_the_counts_name_every_table_and_state(store: Store) -> None:
    with store.begin() as tx:
        tx.save_source(source_state())
        tx.add_document(document(), reading(), NOON)
        tx.save_change(opened(deadline()), None, NOON)
        tx.save_change(opened(deadline("closed", ended_day=date(2026, 8, 1))), None, NOON)
        tx.add_measure(measure_news(), NOON)
        tx.quarantine("gazette", "https://gazette.example/bad", "no date", NOON)
        tx.enqueue([reminder()], NOON)
        counts = tx.counts()
    waiting = {"alerts_pending": 1, "alerts_sending": 0, "alerts_sent": 0, "alerts_dead": 0, "alerts_superseded": 0}
    rows = {
        "sources": 1,
        "documents": 1,
        "mentions": 1,
        "deadlines": 2,
        "revisions": 2,
        "steps": 0,
        "measures": 1,
        "quarantined": 1,
    }
    assert counts == rows | waiting | {"deadlines_open": 1}
