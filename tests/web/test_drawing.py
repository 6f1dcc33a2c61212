"""The pictures: everything lies inside, and moved dates show where they were."""

from dataclasses import replace
from datetime import timedelta

from web_room import DUTY, NOW, due, duty

from monitor.ports import Move
from monitor.types import ChangeReason
from monitor.web.drawing import LANES, LEFT, OTHERS, WIDTH, picture, stair
from monitor.web.lines import line, still_line

SINCE, UNTIL = NOW - timedelta(hours=12), NOW + timedelta(days=90)


def drawn(*records, moves=None, since=SINCE, until=UNTIL):  # type: ignore[no-untyped-def]
    return picture([line(each, still_line(each, "UTC"), NOW) for each in records], moves or {}, since, until, NOW)


def test_dots_stand_in_order_inside_the_picture() -> None:
    shown = drawn(duty("a", due=due(21)), duty("b", due=due(1, 9)), duty("c", due=due(17, 11)))
    xs = [dot.x for dot in shown.dots]
    assert xs == sorted(xs)
    assert LEFT <= xs[0] < xs[-1] <= WIDTH
    assert [month.label for month in shown.months] == ["Sep 2026", "Oct 2026", "Nov 2026"]
    assert all(dot.y < shown.height for dot in shown.dots)


def test_a_moved_deadline_shows_the_place_it_left() -> None:
    moves = [Move(ChangeReason.NEW, due(30).opens_at, NOW), Move(ChangeReason.MOVED_EARLIER, due(22).opens_at, NOW)]
    (dot,) = drawn(duty(), moves={"us-ca": moves}).dots
    assert dot.was is not None
    assert dot.was > dot.x
    assert drawn(duty()).dots[0].was is None


def test_a_place_outside_the_span_stands_at_the_edge() -> None:
    moves = [Move(ChangeReason.NEW, due(1, 1).opens_at, NOW), Move(ChangeReason.MOVED_LATER, due(22).opens_at, NOW)]
    assert drawn(duty(), moves={"us-ca": moves}).dots[0].was == LEFT


def test_families_beyond_the_lanes_share_the_last_one() -> None:
    records = [duty(str(n), measure=replace(DUTY, targets=(f"{n:02}",))) for n in range(LANES + 5)]
    shown = drawn(*records)
    assert len(shown.lanes) == LANES
    assert shown.lanes[-1][1] == OTHERS
    assert {dot.y for dot in shown.dots} == {y for y, _ in shown.lanes}


def test_the_present_is_drawn_where_it_lies_inside() -> None:
    assert drawn(duty()).today is not None
    assert drawn(duty(), since=NOW + timedelta(days=1)).today is None


def test_months_of_a_long_span_have_room() -> None:
    for days in (90, 400, 3660):
        assert len(drawn(duty(), until=SINCE + timedelta(days=days)).months) <= 14


def test_the_stair_goes_down_with_earlier_dates_and_up_with_later_ones() -> None:
    moves = [
        Move(ChangeReason.NEW, due(12).opens_at, NOW - timedelta(days=9)),
        Move(ChangeReason.MOVED_LATER, due(22).opens_at, NOW - timedelta(days=5)),
    ]
    shown = stair(moves, NOW)
    (x1, y1, words), (x2, y2, _) = shown.points
    assert x1 < x2 < shown.width
    assert 0 < y2 < y1 < shown.height
    assert words == "11 Aug 2026: 12 Aug 2026"
    assert shown.path.startswith(f"M{x1} {y1}H{x2}V{y2}")


def test_a_stair_of_one_instant_is_still_a_picture() -> None:
    same = Move(ChangeReason.NEW, NOW, NOW)
    assert stair([same, same], NOW).points[0][0] > 0
