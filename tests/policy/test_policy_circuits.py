"""A receiver that fails again and again is left alone, longer and longer, and never so long that its return goes unnoticed."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.policy import Circuit, failed, probed

NOW = datetime(2026, 8, 3, 12, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def after(failures: int) -> Circuit:
    circuit = Circuit("desk")
    for _ in range(failures):
        circuit = failed(circuit, NOW, "no connection", None)
    return circuit


@pytest.mark.parametrize(("failures", "rest"), [(1, 0), (4, 0), (5, 30), (6, 60), (8, 240), (9, 300), (99, 300)])
def test_rests_grow_from_the_fifth_failure_on(failures: int, rest: int) -> None:
    circuit = after(failures)
    assert (circuit.failures, circuit.since, circuit.broken) == (failures, NOW, failures >= 5)
    assert circuit.resting(NOW) is (rest > 0)
    assert not circuit.resting(NOW + rest * SECOND)


def test_a_receiver_that_asks_to_wait_is_left_alone_as_long_and_has_not_failed() -> None:
    circuit = failed(Circuit("desk"), NOW, "too many messages", 40 * SECOND)
    assert circuit.resting(NOW + 39 * SECOND)
    assert not circuit.resting(NOW + 40 * SECOND)
    assert (circuit.failures, circuit.broken) == (0, False)


def test_nobody_is_waited_for_longer_than_an_hour() -> None:
    assert not failed(Circuit("desk"), NOW, "tomorrow", 24 * HOUR).resting(NOW + HOUR)


def test_while_a_probe_is_under_way_no_other_is_sent() -> None:
    circuit = probed(after(7), NOW + HOUR)
    assert circuit.resting(NOW + HOUR + 60 * SECOND)
    assert not circuit.resting(NOW + HOUR + 90 * SECOND)


def test_a_rest_reckoned_before_the_clock_was_set_back_is_none() -> None:
    assert not after(5).resting(NOW - 2 * HOUR)
