"""The line at the top of every page: how the monitor is."""

from dataclasses import replace
from datetime import timedelta

from web_room import NOW, Reader

from monitor.ports import Store
from monitor.types import SourceState
from monitor.web.pulse import Pulse, Pulses, pulse


def alive(store: Store) -> None:
    with store.begin() as tx:
        for tick in ("poll", "remind", "deliver"):
            tx.note_alive(tick, NOW)
        tx.save_source(SourceState("gazette", NOW + timedelta(minutes=5), last_ok_at=NOW))


def test_when_all_is_well_it_says_so(store: Store) -> None:
    alive(store)
    found = pulse(Reader(store).site)
    assert (found.words, found.well) == ("All is well: 1 source (1 ok), 0 alerts wait.", True)


def test_the_first_fault_is_named_and_the_others_counted(store: Store) -> None:
    found = pulse(Reader(store).site)
    assert found.words.startswith("Look here: poll: has never run; start the daemon with `monitor run` (and 2 more).")
    assert not found.well


def test_pages_show_it_and_look_it_up_once_in_a_while(store: Store) -> None:
    alive(store)
    reader = Reader(store)
    reader.app.app.state.pulses.line(reader.site.within(""))
    words = [reader.get("/sources").text.count("All is well") for _ in range(3)]
    assert words == [1, 1, 1]


def test_nobody_who_has_not_come_in_sees_it(store: Store) -> None:
    alive(store)
    assert "All is well" not in Reader(store).get("/nowhere").text


def test_a_site_without_a_daemon_says_what_it_is_instead(store: Store) -> None:
    site = replace(Reader(store).site, standing="A demo: nothing is polled.")
    assert Pulses().line(site) == Pulse("A demo: nothing is polled.", True)
