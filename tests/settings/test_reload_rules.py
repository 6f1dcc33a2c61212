"""When changed files come into force, and how the difference is told."""

from dataclasses import replace

import pytest

from monitor.settings import Config
from monitor.settings.reload import AGAIN, SECOND_LOOK, SETTLE, Next, Verdict, Watching, difference, fingerprint
from monitor.types import Lead, Receiver, Source, Urgency, Watch

OLD = {"watchlists.yaml": "old"}
NEW = {"watchlists.yaml": "new"}
NEWER = {"watchlists.yaml": "newer"}


def walk(*sights: tuple[dict[str, str], float, Verdict | None]) -> list[str]:
    """What is to be done at each sight: the texts, the second, and what reading them would come to."""
    state, steps = Watching(OLD), []
    for texts, at, verdict in sights:
        state, step = state.seen(texts, at)
        steps.append(step.value)
        if step is Next.READ and verdict is not None:
            state = state.judged(verdict)
        elif step in (Next.READ, Next.ACCEPT):
            state = Watching(texts)
    return steps


@pytest.mark.parametrize(
    ("sights", "steps"),
    [
        ([(OLD, 0, None), (OLD, 99, None)], ["nothing", "nothing"]),
        ([(NEW, 0, None), (NEW, 1, None), (NEW, SETTLE, None), (NEW, 9, None)], ["nothing", "nothing", "read", "nothing"]),
        ([(NEW, 0, None), (NEWER, 1.9, None), (NEWER, 3, None), (NEWER, 3.9, None)], ["nothing", "nothing", "nothing", "read"]),
        ([(NEW, 0, None), (OLD, 1, None), (OLD, 9, None)], ["nothing", "nothing", "nothing"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.REFUSED), (NEW, 9, None)], ["nothing", "read", "nothing"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.REFUSED), (NEW, AGAIN, None)], ["nothing", "read", "read"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.REFUSED), (OLD, 9, None)], ["nothing", "read", "returned"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.REFUSED), (NEWER, 9, None), (NEWER, 11, None)], ["nothing", "read", "nothing", "read"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.HELD), (NEW, 119, None), (NEW, SECOND_LOOK, None), (NEW, 121, None)],
         ["nothing", "read", "nothing", "accept", "nothing"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.HELD), (NEWER, 119, None), (NEWER, 121, Verdict.HELD), (NEWER, 238, None), (NEWER, 239, None)],
         ["nothing", "read", "nothing", "read", "nothing", "accept"]),
        ([(NEW, 0, None), (NEW, 2, Verdict.HELD), (OLD, 9, None)], ["nothing", "read", "returned"]),
    ],
)  # fmt: skip
def test_files_settle_are_read_once_and_wait_where_they_remove(sights, steps) -> None:
    assert walk(*sights) == steps


@pytest.mark.parametrize(
    ("lying", "whole"),
    [
        ({"a": "x\n...\n", "b": "2"}, True),
        ({"a": "x\n...", "b": "2"}, True),
        ({"a": "x", "b": "2"}, False),
        ({"a": "x...\n", "b": "2"}, False),
        ({"a": "x\n...\n", "b": "y"}, False),
        ({"a": "x\n...\n"}, False),
        ({"a": "x\n...\n", "b": "2", "c": "new\n...\n"}, True),
    ],
)
def test_a_change_is_whole_when_each_changed_file_says_so_and_none_is_missing(lying, whole) -> None:
    assert Watching({"a": "1", "b": "2"}, lying).whole() is whole


def test_the_fingerprint_is_that_of_names_and_contents() -> None:
    assert fingerprint({"a": "1", "b": "2"}) == fingerprint({"b": "2", "a": "1"})
    assert len({fingerprint(each) for each in ({"a": "1"}, {"a": "2"}, {"b": "1"})}) == 3


LEADS = Watch("leads", ("slack",), leads=(Lead(days=7),), line="watchlists.yaml:3")
STEEL = Watch("steel", ("slack",), line="watchlists.yaml:5")
SLACK = Receiver("slack", "slack://s3cret")
FEED = Source("feed", "https://feed.example")
BEFORE = Config((FEED,), (LEADS, STEEL), {"slack": SLACK})


@pytest.mark.parametrize(
    ("after", "words", "gone"),
    [
        (BEFORE, [], []),
        (replace(BEFORE, watches=(replace(LEADS, line="watchlists.yaml:9"), STEEL)), [], []),
        (
            replace(BEFORE, watches=(replace(LEADS, leads=(), codes=("72",)), STEEL, Watch("a", ()), Watch("b", ()))),
            ["2 watches added: a, b", "1 watch changed: leads (codes, remind)"],
            [],
        ),
        (
            replace(BEFORE, watches=(STEEL,), receivers={}),
            ["1 watch gone: leads", "1 receiver gone: slack"],
            ["1 watch gone: leads", "1 receiver gone: slack"],
        ),
        (
            replace(BEFORE, watches=(LEADS, replace(STEEL, receivers=("pager",), urgency=Urgency.CRITICAL), STEEL)),
            ["1 watch changed: steel"],
            [],
        ),
        (replace(BEFORE, receivers={"slack": Receiver("slack", "slack://other")}), ["1 receiver changed: slack"], []),
        (
            replace(BEFORE, sources=(Source("other", "https://other.example"),)),
            ["1 source added: other", "1 source gone: feed"],
            ["1 source gone: feed"],
        ),
    ],
)
def test_the_difference_is_told_in_words_without_any_address(after: Config, words: list[str], gone: list[str]) -> None:
    found = difference(BEFORE, after)
    assert (list(found.words), list(found.gone)) == (words, gone)
    assert "slack://" not in repr(found)
