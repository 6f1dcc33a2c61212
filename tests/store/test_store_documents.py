"""Documents and what was read in them, on every database."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from store_examples import DAY, HOUR, MIDNIGHT, NOON, document, mention, reading

from monitor.store.opening import SqlStore
from monitor.store.part import table_of
from monitor.store.tables import DocumentRow, MentionRow
from monitor.types import DeadlineKind, Stated

URL = document().url


def test_a_document_is_known_by_address_and_by_words(store: SqlStore) -> None:
    with store.begin() as tx:
        assert tx.known_digests("gazette", [URL]) == {}
        assert not tx.known_texts([document().digest])
        tx.add_document(document(), reading(), NOON)
    with store.begin() as tx:
        assert tx.known_digests("gazette", [URL, "https://gazette.example/unknown"]) == {URL: document().digest}
        assert tx.known_digests("another source", [URL]) == {}
        assert tx.known_texts([document().digest])


def test_an_address_shows_the_digest_of_its_newest_text(store: SqlStore) -> None:
    amended = document(id="gazette:2", text="The amended text")
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        tx.add_document(amended, reading(), NOON + HOUR)
        assert tx.known_digests("gazette", [URL]) == {URL: amended.digest}


def test_a_text_that_comes_back_is_the_newest_again(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        tx.add_document(document(id="gazette:2", text="The amended text"), reading(), NOON + HOUR)
        tx.add_document(document(), reading(), NOON + 2 * HOUR)
        assert tx.known_digests("gazette", [URL]) == {URL: document().digest}


def test_a_second_document_with_the_same_id_is_ignored(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.add_document(document(), reading(), NOON)
        tx.add_document(document(text="Other words"), reading(mention(), mention()), NOON + DAY)
        counts = tx.counts()
        assert (counts["documents"], counts["mentions"]) == (1, 1)
        assert not tx.known_texts([document(text="Other words").digest])


def test_the_evidence_is_kept_whole(store: SqlStore) -> None:
    read = reading(mention(), mention(scope=None, previous=None, alternatives=(), due=replace(MIDNIGHT, zone="UTC")))
    with store.begin() as tx:
        tx.add_document(document(), read, NOON)
    with store.engine.begin() as connection:
        row = connection.execute(select(table_of(DocumentRow))).one()
        mentions = connection.scalars(select(MentionRow.snapshot).order_by(MentionRow.position)).all()
    kept = document()
    assert (row.url, row.title, row.text, row.published_at) == (kept.url, kept.title, kept.text, kept.published)
    assert (row.signed_day, row.official, row.rank, row.issuer) == (kept.signed, True, 5, "US")
    assert (row.zone, row.day_only, row.learnt_at) == ("America/New_York", True, NOON)
    assert tuple(mentions) == read.mentions
    assert row.reading == replace(read, mentions=(), timexes=())


def test_hostile_text_and_endless_addresses_are_stored_and_found(store: SqlStore) -> None:
    nasty = document(url="https://x.example/" + "y" * 20_000 + "\x00", title="\ud800", text="before \x00 after \udc00")
    quote = "x\x00y\ud800z"
    with store.begin() as tx:
        tx.add_document(nasty, reading(mention(quote=quote, warnings=("\x00",))), NOON)
        assert tx.known_digests("gazette", [nasty.url]) == {nasty.url: nasty.digest}
        assert tx.known_texts([nasty.digest])
    with store.engine.begin() as connection:
        kept = connection.scalars(select(MentionRow.snapshot)).one()
    assert kept.quote == "x\ufffdy\ufffdz"
    assert len(kept.quote) == len(quote)


def test_words_that_merely_look_like_a_nul_stay_as_they_are(store: SqlStore) -> None:
    with store.begin() as tx:
        tx.add_document(document(), reading(mention(quote="a \\u0000 in the text")), NOON)
    with store.engine.begin() as connection:
        assert connection.scalars(select(MentionRow.snapshot)).one().quote == "a \\u0000 in the text"


def test_a_thousand_documents_are_stored_and_found_in_one_transaction(store: SqlStore) -> None:
    many = [document(id=f"gazette:{n}", url=f"{URL}/{n}", text=f"Text {n}") for n in range(1000)]
    with store.begin() as tx:
        for each in many:
            tx.add_document(each, reading(mention(), mention()), NOON)
        found = tx.known_digests("gazette", [each.url for each in many])
        assert found == {each.url: each.digest for each in many}
        assert tx.counts()["mentions"] == 2000


def test_documents_are_handed_out_whole_in_order_of_publication_each_once(store: SqlStore) -> None:
    older = document(id="older", text="older", published=NOON - DAY)
    with store.begin() as tx:
        for each in (document(), older):
            tx.add_document(each, reading(), NOON + HOUR)
    with store.begin() as tx:
        filed = tx.filed([document().id, "unknown", "older", document().id])
    assert [each.document for each in filed] == [older, document()]
    assert [each.digest for each in filed] == [older.digest, document().digest]
    assert {each.learnt_at for each in filed} == {NOON + HOUR}


def test_days_stated_beside_a_text_are_kept_with_it(store: SqlStore) -> None:
    stated = (Stated(DeadlineKind.EFFECTIVE, date(2026, 8, 20), "effective_on"),)
    with store.begin() as tx:
        tx.add_document(document(stated=stated), reading(), NOON)
        tx.add_document(document(id="gazette:2"), reading(), NOON)
    with store.begin() as tx:
        kept = {filed.document.id: filed.document.stated for filed in tx.filed([document().id, "gazette:2"])}
    assert kept == {document().id: stated, "gazette:2": ()}
