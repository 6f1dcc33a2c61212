"""Documents fetched out of order: the ledger ends where it would have ended had they come in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_memory import Memory
from ledger_story import AGENCY, LEADER, ORDER, PERSON, WIRE, Story, due, instant, says, tariff

from monitor.ledger.fold import same
from monitor.ledger.keys import deadline_key
from monitor.types import Change, Correction, Deadline, Mention, Status


@dataclass(frozen=True)
class Publication:
    """A document of a story: when it was published, by whom, and what it says; or a person's correction."""

    published: str
    rank: int
    said: tuple[Mention, ...]
    corrects: Correction | None = None


CANADA = tariff("CA", 50)
MOVED_START = (
    Publication("2026-06-01 09:00", LEADER, (says("effective", "2026-08-01", CANADA, "threatened", "said"),)),
    Publication("2026-07-20 17:00", ORDER, (says("effective", "2026-08-19 00:01", CANADA, "extended"),)),
    Publication("2026-07-23 08:00", WIRE, (says("effective", "2026-08-19", CANADA, firmness="said"),)),
    Publication("2026-07-28 22:34", ORDER, (says("effective", "2026-08-22 00:01", CANADA, "extended"),)),
    Publication("2026-07-30 08:00", WIRE, (says("effective", "2026-08-25", CANADA, "extended", "said"),)),
)
PROLONGED_PAUSE = (
    Publication("2026-05-12 09:00", ORDER, (says("suspension_end", "2026-08-12 00:01", CANADA, "suspended"),)),
    Publication("2026-06-01 09:00", AGENCY, (says("suspension_end", "2026-08-12 00:01", tariff("CA"), "suspended"),)),
    Publication("2026-07-11 19:00", ORDER, (says("suspension_end", "2026-11-10 00:01", CANADA, "extended"),)),
    Publication("2026-07-12 08:00", WIRE, (says("suspension_end", "2026-11-10", tariff("CA"), "suspended", "said"),)),
)
TWO_GOODS = (
    Publication("2026-06-01 09:00", ORDER, (says("effective", "2026-08-19", CANADA, scope="alcohol"),)),
    Publication("2026-06-02 09:00", ORDER, (says("effective", "2026-09-19", CANADA, scope="lumber"),)),
    Publication("2026-06-20 09:00", ORDER, (says("effective", "2026-08-30", CANADA, "extended", scope="alcohol"),)),
)


def state_after(publications: tuple[Publication, ...]) -> set[tuple[str, str, str, tuple[str, ...]]]:
    """All fetched on one morning, in this order."""
    story = Story().at("2026-07-31 09:00")
    for publication in publications:
        story.sees(*publication.said, rank=publication.rank, published=publication.published)
    return story.state()


def test_a_start_that_moved_ends_at_the_newest_act_s_date_in_any_order() -> None:
    for order in permutations(MOVED_START):
        assert {state[:2] for state in state_after(order)} == {("effective", "2026-08-22 00:01")}


def test_a_pause_ends_at_the_last_extension_in_any_order() -> None:
    for order in permutations(PROLONGED_PAUSE):
        assert state_after(order) == {("suspension_end", "2026-11-10 00:01", "suspended", ("CA",))}


def test_two_goods_keep_their_own_dates_in_any_order() -> None:
    for order in permutations(TWO_GOODS):
        assert {state[:2] for state in state_after(order)} == {("effective", "2026-08-30"), ("effective", "2026-09-19")}


MEASURES = (
    CANADA,
    tariff("CA"),
    tariff("CA", 35),
    tariff("ALL", 10),
    tariff("IN", 25),
    tariff("IN", issuer=None),
    tariff(),
)
SAYINGS = st.builds(
    lambda kind, day, clock, measure, status, firmness, scope, was: says(
        kind, f"2026-06-{day:02d}{clock}", measure, status, firmness, scope=scope, was=was
    ),
    st.sampled_from(["effective", "suspension_end", "expiry", "ultimatum", "negotiation"]),
    st.integers(1, 30),
    st.sampled_from(["", "", " 00:01"]),
    st.sampled_from(MEASURES),
    st.sampled_from(["announced", "threatened", "extended", "suspended", "revoked", "in_force"]),
    st.sampled_from(["said", "signed"]),
    st.sampled_from([None, None, "alcohol", "lumber"]),
    st.sampled_from([None, None, "2026-06-10", "2026-06-20"]),
)
MOMENTS = st.builds(
    lambda day, hour: f"2026-06-{day:02d} {hour:02d}:00", st.integers(1, 28), st.sampled_from([0, 9, 17])
)
DOCUMENTS = st.builds(
    lambda published, rank, said: Publication(published, rank, tuple(said)),
    MOMENTS,
    st.sampled_from([WIRE, LEADER, AGENCY, ORDER]),
    st.lists(SAYINGS, min_size=1, max_size=3),
)


def correcting(published: str, stands: Mention, day: int | None, status: str | None) -> Publication:
    """A correction of the record that these words would open, whether or not there is one."""
    key = deadline_key(stands.measure, stands.kind, stands.scope, stands.due, lambda _: False)
    moved = due(f"2026-06-{day:02d}") if day is not None else None
    said = Correction(key, "Ada", stands, moved, Status(status) if status else None)
    return Publication(published, PERSON, (), said)


CORRECTIONS = st.builds(
    correcting,
    MOMENTS,
    SAYINGS,
    st.sampled_from([None, 5, 12, 25]),
    st.sampled_from([None, None, "revoked", "announced", "in_force", "expired"]),
)
PUBLICATIONS = st.lists(st.one_of(DOCUMENTS, DOCUMENTS, DOCUMENTS, CORRECTIONS), min_size=2, max_size=7)
DELAYS = st.lists(st.integers(0, 40 * 24), min_size=7, max_size=7)
"""Hours from publication to the day on which we hear of it."""


@settings(max_examples=400, deadline=None)
@given(publications=PUBLICATIONS, delays=DELAYS)
def test_whatever_is_published_and_however_late_it_is_heard_the_same_is_known_in_the_end(
    publications: list[Publication], delays: list[int]
) -> None:
    prompt = heard_after(publications, [0] * len(publications))
    late = heard_after(publications, delays)
    assert late.keys() == prompt.keys()
    assert all(same(late[key], prompt[key]) for key in prompt)


@settings(max_examples=100, deadline=None)
@given(publications=PUBLICATIONS, delays=DELAYS)
def test_what_was_known_on_a_day_is_never_written_over(publications: list[Publication], delays: list[int]) -> None:
    seen: dict[str, list[Change]] = {}

    def watch(story: Story) -> None:
        for key, written in story.memory.revisions.items():
            assert written[: len(seen.get(key, []))] == seen.get(key, [])
            seen[key] = list(written)

    heard_after(publications, delays, watch)


@settings(max_examples=200, deadline=None)
@given(publications=PUBLICATIONS, delays=DELAYS)
def test_what_was_known_on_a_day_is_answered_alike_for_ever(publications: list[Publication], delays: list[int]) -> None:
    answers: dict[datetime, dict[str, Deadline]] = {}
    memories: list[Memory] = []

    def watch(story: Story) -> None:
        memories.append(story.memory)
        answers[story.now] = dict(story.records)
        assert all(story.memory.known_at(then) == answers[then] for then in answers)

    heard_after(publications, delays, watch)
    assert all(memories[-1].known_at(then) == answers[then] for then in answers)


@settings(max_examples=200, deadline=None)
@given(publications=PUBLICATIONS, delays=DELAYS)
def test_there_is_no_revision_without_words_that_a_document_said(
    publications: list[Publication], delays: list[int]
) -> None:
    def watch(story: Story) -> None:
        for each in story.memory.written:
            evidence = each.change.new.evidence
            document, reading = story.memory.documents[evidence.document or "none"]
            said = [
                *(m.quote for m in reading.mentions),
                *([reading.corrects.stands.quote] if reading.corrects else []),
            ]
            assert evidence.quote in said
            assert (evidence.source, evidence.rank, evidence.published) == (
                document.source,
                document.rank,
                document.published,
            )

    heard_after(publications, delays, watch)


def heard_after(
    publications: list[Publication], delays: list[int], watch: Callable[[Story], None] = lambda _: None
) -> dict[str, Deadline]:
    """What is known at the end of August, each publication heard so many hours after it came out."""
    arrivals = sorted(
        (instant(one.published) + timedelta(hours=delay), number)
        for number, (one, delay) in enumerate(zip(publications, delays, strict=False))
    )
    story = Story()
    for arrival, number in arrivals:
        one = publications[number]
        story.at(f"{arrival:%Y-%m-%d %H:%M}")
        arrives(story, one, f"d{number}")
        watch(story)
    return dict(story.at("2026-08-31 09:00").records)


def arrives(story: Story, one: Publication, name: str) -> None:
    """The publication is heard now."""
    if one.corrects is not None:
        story.hears_correction(name, one.corrects, instant(one.published))
    else:
        story.sees(*one.said, rank=one.rank, published=one.published, name=name)


@settings(max_examples=100, deadline=None)
@given(publications=PUBLICATIONS)
def test_the_same_documents_again_change_nothing(publications: list[Publication]) -> None:
    story = Story()
    for again in range(2):
        for number, one in enumerate(sorted(publications, key=lambda one: one.published)):
            story.at(max(one.published, f"{story.now:%Y-%m-%d %H:%M}"))
            arrives(story, one, f"d{number}")
            if again:
                story.then_changed()
            story.untold.clear()
