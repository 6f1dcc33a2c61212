"""Answers are saved as they came, under names that people can read, and played back as they were."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from pipeline_stage import NEWS, Stage, Web, at

from monitor.errors import FetchError, UsageError
from monitor.pipeline.poll import poll
from monitor.pipeline.recording import Playback, Recorder
from monitor.ports import Answer, Store

FEED, TOKEN = "https://wire.example/news/latest.xml", "https://wire.example/feed?token=s3cret"


@pytest.fixture
def web() -> Web:
    return Web({FEED: b"<rss>\xff\x00\r\n</rss>", TOKEN: b"{}"})


def recorded(web: Web, folder: Path, *urls: str) -> None:
    recorder = Recorder(web, folder, lambda: at("2026-03-03T09:00"))
    for url in urls:
        try:
            asyncio.run(recorder.get(url, {"ETag": '"old"'}))
        except FetchError:
            continue


def test_a_body_is_kept_byte_for_byte_with_its_head_beside_it(web: Web, tmp_path: Path) -> None:
    answer = Answer(FEED, 200, b"<rss>\xff</rss>", "application/rss+xml", {"ETag": '"1"'}, headers={"server": "nginx"})

    class Kind(Web):
        async def get(self, url: str, validators: object = None, headers: object = None) -> Answer:
            return answer

    recorded(Kind(), tmp_path, FEED)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "0001-wire.example-news-latest.head.json",
        "0001-wire.example-news-latest.xml",
    ]
    assert (tmp_path / "0001-wire.example-news-latest.xml").read_bytes() == answer.body
    assert asyncio.run(Playback(tmp_path).get(FEED)) == answer


def test_no_name_of_a_file_holds_what_may_be_a_secret(web: Web, tmp_path: Path) -> None:
    recorded(web, tmp_path, TOKEN)
    assert [path.name for path in tmp_path.iterdir() if "s3cret" in path.name] == []
    assert asyncio.run(Playback(tmp_path).get(TOKEN)).body == b"{}"


def test_whole_answers_are_asked_for(web: Web, tmp_path: Path) -> None:
    web.etags[FEED] = '"old"'
    recorded(web, tmp_path, FEED)
    assert web.asked == [(FEED, {})]


def test_answers_to_one_address_are_played_in_their_order_and_the_last_one_again(web: Web, tmp_path: Path) -> None:
    for body in (b"one", b"two"):
        web.answers[FEED] = body
        recorded(web, tmp_path, FEED)
    play = Playback(tmp_path)
    assert [asyncio.run(play.get(FEED)).body for _ in range(3)] == [b"one", b"two", b"two"]


def test_a_refusal_is_played_back_as_a_refusal(web: Web, tmp_path: Path) -> None:
    web.answers[FEED] = FetchError("wire.example answered 429", status=429, retry_after=timedelta(minutes=7))
    recorded(web, tmp_path, FEED)
    with pytest.raises(FetchError, match="answered 429") as caught:
        asyncio.run(Playback(tmp_path).get(FEED))
    assert (caught.value.status, caught.value.retry_after) == (429, timedelta(minutes=7))


def test_an_address_that_was_not_asked_then_is_a_failure_in_words(web: Web, tmp_path: Path) -> None:
    recorded(web, tmp_path, FEED)
    with pytest.raises(FetchError, match="not in the recording"):
        asyncio.run(Playback(tmp_path).get(NEWS.url))


def test_a_folder_without_a_recording_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no recorded answers"):
        Playback(tmp_path)


@pytest.mark.parametrize(
    "head",
    ["{", "[]", '{"asked": "x"}', json.dumps({"asked": "x", "url": "x", "status": 200, "body": "../secret"})],
    ids=["cut", "a list", "half", "leads elsewhere"],
)
def test_a_head_that_is_none_is_wrong_usage(tmp_path: Path, head: str) -> None:
    (tmp_path / "0001-x.head.json").write_text(head)
    with pytest.raises(UsageError):
        Playback(tmp_path)


def test_a_recorded_poll_teaches_the_same_when_it_is_played_back(memory_store: Store, web: Web, tmp_path: Path) -> None:
    stage = Stage(memory_store, at("2026-03-03T09:00"))
    text = "The United States will impose a 30% tariff on imports from Brazil from March 20, 2026."
    stage.publish(("2026-03-03T08:00", "Brazil", text))
    recorded(stage.web, tmp_path, NEWS.url)
    stage.world = type(stage.world)(stage.store, Playback(tmp_path), stage.desk, lambda: stage.now, stage.watches)
    result = stage.run(poll(stage.world, NEWS))
    assert [change.new.due.day.isoformat() for change in result.learnt.changes] == ["2026-03-20"]
