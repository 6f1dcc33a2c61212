"""A replay takes documents one at a time, in order, and tells what the real pipeline would have told at those instants."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pipeline_stage import EVERYTHING, at

from monitor.cli.archive import Archive
from monitor.cli.waiting import Waiting
from monitor.errors import UsageError
from monitor.pipeline import replay
from monitor.pipeline.replay import events, final_state
from monitor.ports import Store
from monitor.store import open_store, open_throwaway
from monitor.types import Document

MAY = at("2026-05-01T12:00")
IDLE = "The minister opened the harbour on Monday."
DUTY = "The 25% tariff on steel from Brazil takes effect on May 20, 2026."
MOVED = "The 25% tariff on steel from Brazil is delayed from May 20, 2026 until May 27, 2026."


def paper(number: int, text: str) -> Document:
    """A document, an hour after the one before."""
    return Document(
        f"d{number}", "wire", "", "", text, MAY + timedelta(hours=number), official=True, rank=5, issuer="US"
    )


def told(store: Store, documents: list[Document], until: str) -> list[str]:
    """What happened, in words."""
    found = events(store, iter(documents), (EVERYTHING,), at(until))
    return [
        f"{event.at:%m-%d} {event.change.reason if event.change else event.alert and event.alert.reason}"
        for event in found
    ]


def test_changes_reminders_and_the_clock_come_at_their_instants(store: Store) -> None:
    papers = [paper(0, IDLE), paper(1, DUTY), paper(2, IDLE), paper(3, MOVED)]
    assert told(store, papers, "2026-06-01T00:00") == [
        "05-01 new",
        "05-01 change",
        "05-01 moved_later",
        "05-01 change",
        "05-20 reminder",
        "05-26 reminder",
        "05-27 in_force",
        "05-27 change",
    ]
    [record] = final_state(store)
    assert (record.due.day.isoformat(), record.status) == ("2026-05-27", "in_force")


def test_nothing_after_the_end_is_played(store: Store) -> None:
    assert told(store, [paper(0, IDLE), paper(1, DUTY)], "2026-05-01T12:30") == []


def test_it_makes_no_difference_how_much_is_played_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [paper(number, DUTY if number == 3 else MOVED if number == 7 else IDLE) for number in range(9)]
    other = open_store("sqlite://")
    at_once = told(other, papers, "2026-06-01T00:00")
    other.close()
    monkeypatch.setattr(replay, "AT_ONCE", 1)
    assert told(store, papers, "2026-06-01T00:00") == at_once


def test_documents_out_of_order_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="d1 was published before d2"):
        told(store, [paper(2, IDLE), paper(1, IDLE)], "2026-06-01T00:00")


def test_a_document_is_asked_for_when_its_turn_has_come(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "AT_ONCE", 1)
    asked: list[str] = []

    def coming() -> Iterator[Document]:
        for number in range(5):
            asked.append(f"d{number}")
            yield paper(number, DUTY)

    next(events(store, coming(), (EVERYTHING,), at("2026-06-01T00:00")))
    assert asked == ["d0", "d1"]


def test_texts_are_not_kept(store: Store) -> None:
    told(store, [paper(0, DUTY), paper(0, DUTY)], "2026-05-02T00:00")
    with store.begin() as tx:
        assert not tx.known_texts([paper(0, DUTY).digest])
        assert tx.counts()["documents"] == 1


def line(number: int, hour: int, **more: object) -> str:
    return json.dumps({"id": f"d{number}", "text": IDLE, "published": f"2026-05-01T{hour:02d}:00Z", **more})


def test_an_archive_gives_documents_in_order_whatever_file_they_stand_in(tmp_path: Path) -> None:
    one, other, plain = tmp_path / "one.jsonl", tmp_path / "other.jsonl", tmp_path / "plain.txt"
    one.write_text("\n".join([line(1, 9), "", line(2, 7), '{"id": "broken"}', line(3, 9, title="ß 日本")]))
    other.write_text(line(4, 8) + "\r\n" + line(5, 6) + "\n")
    plain.write_text(IDLE)
    archive = Archive([one, plain, other], "2026-05-01T07:30:00Z", tmp_path)
    assert [document.id for document in archive.documents()] == ["d5", "d2", "plain.txt", "d4", "d1", "d3"]
    assert [document.title for document in archive.documents()][-1] == "ß 日本"
    assert (len(archive), archive.last_published) == (6, at("2026-05-01T09:00"))
    assert [(each.id, each.error) for each in archive.broken] == [("broken", "line 4: missing: text, published")]


def test_an_archive_without_documents_has_no_last_one(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    archive = Archive([tmp_path / "empty.jsonl"], None, tmp_path)
    assert (list(archive.documents()), archive.last_published) == ([], None)
    with pytest.raises(UsageError, match=r"missing\.jsonl"):
        Archive([tmp_path / "missing.jsonl"], None, tmp_path)


def test_what_waits_comes_in_order_of_time_and_otherwise_as_it_came(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    for value, hours in [("b", 2), ("c", 2), ("a", 1), ("é\ud800", 3)]:
        waiting.add(MAY + timedelta(hours=hours), {"value": value})
    assert [each["value"] for each in waiting.in_order()] == ["a", "b", "c", "é\ud800"]


def test_a_throwaway_database_keeps_what_other_ones_keep(tmp_path: Path) -> None:
    store = open_throwaway(tmp_path)
    assert told(store, [paper(0, DUTY)], "2026-05-01T13:00") == ["05-01 new", "05-01 change"]
    store.close()
