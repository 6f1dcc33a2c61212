"""`monitor why`: every watch with its verdict, as JSON and for people."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.cli.why import lines, reasons, why
from monitor.errors import UsageError
from monitor.store import open_store
from monitor.types import (
    Change,
    ChangeReason,
    Deadline,
    DeadlineKind,
    Due,
    Evidence,
    Firmness,
    Lead,
    Mark,
    MarkKind,
    Measure,
    MeasureKind,
    MeasureMention,
    MeasureNews,
    Status,
    Urgency,
    Watch,
)

TOLD = datetime(2026, 7, 1, 12, tzinfo=UTC)
EVIDENCE = Evidence("d1", "us_ustr", "https://ustr.example/1", "Notice", "heading 8703.10.20", TOLD, 3)
TARIFF = Measure(MeasureKind.TARIFF, "US", ("CN",), authority="section 301")
DEADLINE = Deadline(
    key="us-tariff-cn-effective-2026-08",
    kind=DeadlineKind.EFFECTIVE,
    due=Due(date(2026, 8, 19), "UTC"),
    measure=TARIFF,
    status=Status.ANNOUNCED,
    firmness=Firmness.SIGNED,
    revision=1,
    stated_at=TOLD,
    learnt_at=TOLD,
    dated_at=TOLD,
    evidence=EVIDENCE,
)
NEWS = MeasureNews("us-tariff-cn", MeasureMention(TARIFF, Status.ANNOUNCED, Firmness.SAID, "a tariff", 0, 8), EVIDENCE)
GOODS = Watch("Our goods", ("slack",), codes=("8703.10",), leads=(Lead(days=7),), line="watchlists.yaml:3")
RUSSIA = Watch("Russia", ("mail",), countries=("RU",), line="watchlists/eu.yaml:1")


def test_each_watch_says_why_and_when_it_reminds_next() -> None:
    pager = replace(GOODS, receivers=("pager",), urgency=Urgency.CRITICAL)
    answer = reasons(DEADLINE, (GOODS, pager, RUSSIA), TOLD)
    assert answer == {
        "key": DEADLINE.key,
        "of": "deadline",
        "asked": True,
        "watches": [
            {
                "watch": "Our goods",
                "line": "watchlists.yaml:3",
                "asked": True,
                "reason": "code 8703.10 (the words say 8703.10.20)",
                "receivers": ["slack", "pager"],
                "next_reminder": "2026-08-12T00:00:00Z",
            },
            {
                "watch": "Russia",
                "line": "watchlists/eu.yaml:1",
                "asked": False,
                "reason": "none of ['RU'] issues it or is its target",
                "receivers": [],
                "next_reminder": None,
            },
        ],
        "marks": [],
    }
    assert lines(answer) == [
        'watchlists.yaml:3: "Our goods" asks for it: code 8703.10 (the words say 8703.10.20)',
        "    told to slack, pager; next reminder 2026-08-12T00:00:00Z",
        "watchlists/eu.yaml:1: \"Russia\" does not: none of ['RU'] issues it or is its target",
    ]


def test_who_has_acknowledged_is_told_of_no_next_reminder() -> None:
    ack = Mark(DEADLINE.key, MarkKind.ACKNOWLEDGED, "Ada", TOLD)
    answer = reasons(DEADLINE, (GOODS,), TOLD, [ack])
    assert [one["next_reminder"] for one in answer["watches"]] == [None]
    assert lines(answer)[1:] == [
        "    told to slack; no reminder is ahead",
        "marked acknowledged by Ada at 2026-07-01T12:00:00Z",
    ]


def test_where_none_asks_the_first_line_says_so() -> None:
    assert lines(reasons(DEADLINE, (RUSSIA,), TOLD))[0] == "no watch asks for it"
    assert lines(reasons(DEADLINE, (), TOLD)) == ["no watch asks for it: there is none"]


def test_a_measure_has_no_reminder() -> None:
    answer = reasons(NEWS, (GOODS,), TOLD)
    assert (answer["of"], answer["asked"], answer["watches"][0]["next_reminder"]) == ("measure", True, None)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one deadline, and a watchlist that needs a secret nobody has set."""
    (tmp_path / "sources.yaml").write_text("sources: [{name: a, url: https://a.example/feed}]")
    (tmp_path / "watchlists.yaml").write_text(
        "receivers: {chat: {slack: '${GONE}', channel: c}}\nwatches:\n  - {name: Goods, codes: [8703]}\n"
    )
    monkeypatch.setenv("MONITOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MONITOR_CONFIG_DIR", str(tmp_path))
    monkeypatch.delenv("MONITOR_DATABASE_URL", raising=False)
    store = open_store(f"sqlite:///{tmp_path}/monitor.db")
    with store.begin() as tx:
        tx.save_change(Change(ChangeReason.NEW, DEADLINE, None, TOLD), None, TOLD)
        tx.add_measure(NEWS, TOLD)
    store.close()
    return tmp_path


def test_it_is_answered_from_the_database_and_needs_no_secret(place: Path, capsys) -> None:
    why(DEADLINE.key, None, as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert [(one["watch"], one["line"], one["receivers"]) for one in answer["watches"]] == [
        ("Goods", "watchlists.yaml:3", ["chat"])
    ]
    why(NEWS.key, None, as_json=False)
    assert capsys.readouterr().out.startswith('watchlists.yaml:3: "Goods" asks for it: code 8703')


def test_an_unknown_key_is_told_with_near_ones(place: Path) -> None:
    with pytest.raises(UsageError, match=f"near: {DEADLINE.key}"):
        why("us-tariff-cn-effective-2026-09", None, as_json=False)
