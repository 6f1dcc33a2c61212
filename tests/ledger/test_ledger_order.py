"""Documents fetched out of order: the ledger ends where it would have ended had they come in order."""

from dataclasses import dataclass
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_story import AGENCY, LEADER, ORDER, WIRE, Story, says, tariff

from monitor.types import Mention


@dataclass(frozen=True)
class Publication:
    """A document of a story: when it was published, by whom, and what it says."""

    published: str
    rank: int
    said: tuple[Mention, ...]


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


DAYS = st.integers(1, 28).map(lambda day: f"2026-09-{day:02d}")
MOVES = st.lists(
    st.tuples(DAYS, st.sampled_from([WIRE, AGENCY, ORDER])), min_size=1, max_size=5, unique_by=lambda move: move[0]
)
"""Each date is told once. A date that is left, and later told again, needs its last telling to be known: a repeat writes no revision."""


@settings(max_examples=150, deadline=None)
@given(moves=MOVES, data=st.data())
def test_any_chain_of_restated_dates_ends_the_same_in_any_order(
    moves: list[tuple[str, int]], data: st.DataObject
) -> None:
    chain = tuple(
        Publication(f"2026-06-{number:02d} 09:00", rank, (says("effective", day, CANADA, "extended"),))
        for number, (day, rank) in enumerate(moves, 1)
    )
    shuffled = tuple(data.draw(st.permutations(chain)))
    assert state_after(shuffled) == state_after(chain)


@settings(max_examples=50, deadline=None)
@given(moves=MOVES)
def test_what_is_known_never_goes_back_to_lesser_or_older_words(moves: list[tuple[str, int]]) -> None:
    story = Story().at("2026-07-31 09:00")
    grounds = (0, None)
    for number, (day, rank) in enumerate(moves):
        published = f"2026-06-{30 - number:02d} 09:00"
        story.sees(says("effective", day, CANADA, "extended"), rank=rank, published=published)
        (record,) = story.records.values()
        assert record.evidence.rank >= grounds[0]
        grounds = (record.evidence.rank, record.stated_at)
