"""Days that a publisher states beside a text: agreed with, doubted, or told alone."""

from datetime import UTC, date, datetime

import pytest

from monitor import extract
from monitor.ledger import decisions
from monitor.ledger.doubts import Doubting, doubts
from monitor.types import DeadlineKind, Document, Stated, Status

TITLE = "Notice of Action: Additional Duties on Steel of China"
TEXT = (
    "The additional duty of 25 percent on steel of China applies to goods entered on or after August 12, 2026. "
    "Comments must be received no later than September 1, 2026."
)
EFFECTIVE, COMMENTS = DeadlineKind.EFFECTIVE, DeadlineKind.COMMENT_CLOSE


def effective(day: int) -> Stated:
    return Stated(EFFECTIVE, date(2026, 8, day), "effective_on")


def notice(*stated: Stated, text: str = TEXT, title: str = TITLE) -> Document:
    return Document(
        "fr:1", "us_federal_register", "https://fr.example/1", title, text, datetime(2026, 8, 3, 12, tzinfo=UTC),
        official=True, rank=4, issuer="US", zone="America/New_York", day_only=True, stated=stated,
    )  # fmt: skip


def test_a_field_that_agrees_changes_nothing() -> None:
    assert extract.read(notice(effective(12))) == extract.read(notice())


def test_where_a_field_disagrees_the_words_count_and_say_so() -> None:
    start, close = extract.read(notice(effective(14))).mentions
    assert (start.due.day, start.warnings) == (
        date(2026, 8, 12),
        ("the publisher's field effective_on says 2026-08-14",),
    )
    assert close.warnings == ()


def test_a_field_beside_several_starts_need_agree_with_one_of_them() -> None:
    text = f"{TEXT} The rate rises to 40 percent on steel of China entered on or after October 1, 2026."
    found = extract.read(notice(Stated(EFFECTIVE, date(2026, 10, 1), "effective_on"), text=text)).mentions
    assert [mention.warnings for mention in found] == [()] * 3


def test_a_day_that_only_a_field_gives_is_told_with_the_title_as_its_words() -> None:
    (found,) = extract.read(
        notice(Stated(COMMENTS, date(2026, 9, 1), "comments_close_on"), text="Views are invited.")
    ).mentions
    assert (found.kind, found.due.day, found.due.inclusive, found.rule) == (
        COMMENTS,
        date(2026, 9, 1),
        True,
        "stated/comments_close_on",
    )
    assert (found.measure.issuer, found.measure.targets, found.where) == ("US", ("CN",), "title")
    assert TITLE[found.start : found.end] == found.quote
    assert 0.7 <= found.confidence < 0.8


def test_a_start_stated_for_the_day_of_publication_has_begun() -> None:
    (found,) = extract.read(notice(effective(3), text="The duty on steel of China is raised.")).mentions
    assert found.status is Status.IN_FORCE


def test_of_several_stated_starts_those_that_no_words_give_are_told_too() -> None:
    later = Stated(EFFECTIVE, date(2026, 10, 1), "ComingIntoForce")
    start, _, other = extract.read(notice(effective(12), later)).mentions
    assert (start.due.day, start.warnings) == (date(2026, 8, 12), ())
    assert (other.due.day, other.rule) == (date(2026, 10, 1), "stated/ComingIntoForce")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(notice(effective(12), text="Fish.", title="Reef Fish; Season of 2026"), id="no measure of trade"),
        pytest.param(notice(Stated(COMMENTS, date(2026, 8, 1), "comments_close_on"), text="Views."), id="a day that is past"),
        pytest.param(notice(effective(12), text="Steel.", title=""), id="no title to quote"),
    ],
)  # fmt: skip
def test_a_field_alone_tells_nothing_of(document: Document) -> None:
    assert extract.read(document).mentions == ()


def test_a_disagreement_is_listed_for_review() -> None:
    document = notice(effective(14))
    found = decisions.changes([], extract.read(document), document, document.published, lambda _: False)
    warned = [doubt for change in found for doubt in doubts(change.new) if doubt.why is Doubting.WARNING]
    assert [doubt.note for doubt in warned] == ["the publisher's field effective_on says 2026-08-14"]
