"""Slack with a bot token: threads, edits, refusals, and asking whether a message came."""

import asyncio
import logging
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fake_slack import CHANNEL, NAME, TOKEN, FakeSlack
from loopback import free_port
from pytest_httpserver import HTTPServer

sys.path.append(str(Path(__file__).parent.parent / "notify"))

from notify_facts import CANADA, CANADA_BEFORE, at, changed, reminded

from monitor.errors import SendError
from monitor.notify import build_notifier
from monitor.notify.slack_receiver import address
from monitor.ports import Notifier
from monitor.types import Alert, AlertReason, ChangeReason, Parcel, Receiver, ReceiverKind

NOW = at("2026-08-19 02:42")
FIRST = Parcel.of(changed(CANADA_BEFORE, ChangeReason.NEW))
REMINDER = Parcel.of(reminded(CANADA_BEFORE))
MOVED = Parcel.of(changed(CANADA, ChangeReason.MOVED_LATER, CANADA_BEFORE))


@pytest.fixture
def slack(httpserver: HTTPServer) -> FakeSlack:
    return FakeSlack(httpserver)


def desk(url: str, to: str = f"#{NAME}") -> Notifier:
    return build_notifier({"desk": Receiver("desk", url, ReceiverKind.SLACK, to)})


def send(slack: FakeSlack, parcel: Parcel, notifier: Notifier | None = None) -> str | None:
    return asyncio.run((notifier or desk(slack.url)).send(parcel, now=NOW))


def refused(slack: FakeSlack, parcel: Parcel = FIRST) -> SendError:
    with pytest.raises(SendError) as caught:
        send(slack, parcel)
    return caught.value


def test_a_message_has_blocks_a_safe_line_and_the_parcels_id(slack: FakeSlack) -> None:
    ts = send(slack, FIRST)
    [post] = slack.posts
    assert ts == post["ts"]
    assert post["channel"] == f"#{NAME}"
    assert post["text"].startswith("NEW, date already passed: US 10% tariff on Canada") or post["text"].startswith(
        "NEW, "
    )
    assert post["blocks"][0]["type"] == "header"
    assert post["metadata"] == {"event_type": "deadline_alert", "event_payload": {"key": FIRST.id}}
    assert post["parse"] == "none"
    assert post["mrkdwn"] is False
    assert not post["link_names"]
    assert not post["unfurl_links"]
    assert slack.tokens == [f"Bearer {TOKEN}"]


def test_a_later_reminder_goes_into_the_thread_and_edits_nothing(slack: FakeSlack) -> None:
    root = send(slack, FIRST)
    assert send(slack, replace(REMINDER, thread=root)) == root
    assert slack.posts[1]["thread_ts"] == root
    assert not slack.edits


@pytest.mark.parametrize("to", [f"#{NAME}", NAME, CHANNEL])
def test_a_change_goes_into_the_thread_and_the_first_message_tells_the_present_state(slack: FakeSlack, to: str) -> None:
    root = send(slack, FIRST, desk(slack.url, to))
    assert send(slack, replace(MOVED, thread=root, repeat=True), desk(slack.url, to)) == root
    [edit] = slack.edits
    assert edit["channel"] == CHANNEL
    assert edit["ts"] == root
    assert edit["text"].startswith("MOVED 3 days later")
    assert "possible repeat" not in edit["text"]
    assert "possible repeat" in slack.posts[1]["text"]
    assert slack.posts[1]["thread_ts"] == root


def test_a_first_message_that_cannot_be_edited_stops_no_news(slack: FakeSlack) -> None:
    root = send(slack, FIRST)
    slack.refuse("chat.update", "edit_window_closed")
    assert send(slack, replace(MOVED, thread=root)) == root
    assert len(slack.posts) == 2


def test_an_edit_that_must_wait_posts_nothing_yet(slack: FakeSlack) -> None:
    root = send(slack, FIRST)
    slack.refuse("chat.update", "ratelimited", 429, **{"Retry-After": "7"})
    assert refused(slack, replace(MOVED, thread=root)).retry_after == timedelta(seconds=7)
    assert len(slack.posts) == 1


def test_a_thread_that_is_gone_begins_anew(slack: FakeSlack) -> None:
    slack.refuse("chat.postMessage", "thread_not_found")
    ts = send(slack, replace(REMINDER, thread="1787000000.999999"))
    assert ts == slack.posts[0]["ts"]
    assert "thread_ts" not in slack.posts[0]


def test_a_list_is_no_thread(slack: FakeSlack) -> None:
    both = Parcel("digest:desk:1", "desk", FIRST.alerts + REMINDER.alerts, title="Digest", thread="1787000000.000001")
    assert send(slack, both) is None
    assert "thread_ts" not in slack.posts[0]
    assert slack.posts[0]["text"].startswith("Digest: 2 alerts, first ")


@pytest.mark.parametrize(
    ("error", "status", "permanent", "unclear", "words"),
    [
        ("invalid_auth", 200, True, False, "check the bot token"),
        ("channel_not_found", 200, True, False, "invite the bot"),
        ("not_in_channel", 200, True, False, "invite the bot"),
        ("missing_scope", 200, True, False, "scopes of docs/receivers.md"),
        ("some_new_error", 200, True, False, "some_new_error"),
        ("internal_error", 200, False, True, "internal_error"),
        ("ratelimited", 429, False, False, "too many messages"),
        ("", 500, False, True, "HTTP 500"),
        ("", 503, False, True, "HTTP 503"),
        ("", 404, True, False, "HTTP 404"),
    ],
)
def test_what_slack_says_decides_whether_a_retry_can_help(
    slack: FakeSlack, error: str, status: int, permanent: bool, unclear: bool, words: str
) -> None:
    slack.refuse("chat.postMessage", error, status)
    told = refused(slack)
    assert (told.permanent, told.unclear) == (permanent, unclear)
    assert str(told).startswith("desk (slack): ")
    assert words in str(told)
    assert slack.calls == ["chat.postMessage"], "one try a call: the outbox decides on more"


@pytest.mark.parametrize(("header", "seconds"), [("30", 30), ("0", 1), ("999999999", 3600), ("soon", 60), (None, 60)])
def test_the_wait_that_slack_asks_for_is_kept_within_reason(slack: FakeSlack, header: str | None, seconds: int) -> None:
    slack.refuse("chat.postMessage", "ratelimited", 429, **({"Retry-After": header} if header else {}))
    assert refused(slack).retry_after == timedelta(seconds=seconds)


def test_nobody_listening_is_a_clear_no() -> None:
    with pytest.raises(SendError) as caught:
        asyncio.run(desk(f"http://127.0.0.1:{free_port()}/api/#{TOKEN}").send(FIRST, now=NOW))
    assert not caught.value.permanent
    assert not caught.value.unclear
    assert TOKEN not in str(caught.value)


def test_after_an_unclear_answer_the_channel_says_whether_it_came(slack: FakeSlack) -> None:
    slack.dropped = True
    assert refused(slack).unclear
    assert asyncio.run(desk(slack.url).took(FIRST)) is True
    assert asyncio.run(desk(slack.url).took(REMINDER)) is False


def test_a_thread_is_asked_for_what_went_into_it(slack: FakeSlack) -> None:
    root = send(slack, FIRST)
    late = replace(REMINDER, thread=root)
    assert asyncio.run(desk(slack.url).took(late)) is False
    send(slack, late)
    assert asyncio.run(desk(slack.url).took(late)) is True


def test_a_thread_that_is_gone_was_answered_in_the_channel(slack: FakeSlack) -> None:
    send(slack, REMINDER)
    slack.refuse("conversations.replies", "thread_not_found")
    assert asyncio.run(desk(slack.url).took(replace(REMINDER, thread="1787000000.999999"))) is True


def test_all_pages_are_searched_up_to_a_limit(slack: FakeSlack) -> None:
    slack.page = 2
    notifier = desk(slack.url)
    alerts = [replace(FIRST, id=f"parcel-{number}") for number in range(11)]
    for parcel in alerts:
        send(slack, parcel, notifier)
    assert asyncio.run(notifier.took(alerts[1])) is True
    assert asyncio.run(notifier.took(alerts[0])) is None, "further back than is searched: nobody knows"
    del slack.posts[0]
    del slack.posts[0]
    assert asyncio.run(notifier.took(alerts[0])) is False


@pytest.mark.parametrize("method", ["conversations.history", "conversations.list"])
def test_who_may_not_ask_knows_nothing(slack: FakeSlack, method: str) -> None:
    slack.refuse(method, "missing_scope")
    assert asyncio.run(desk(slack.url).took(FIRST)) is None


def test_an_earlier_try_may_be_older_than_the_thread(slack: FakeSlack) -> None:
    """It was posted to the channel and not written down; meanwhile another message about the deadline began the thread."""
    send(slack, FIRST)
    thread = send(slack, REMINDER)
    assert asyncio.run(desk(slack.url).took(replace(FIRST, thread=thread))) is True


@pytest.mark.parametrize(("error", "status"), [("ratelimited", 429), ("", 500)])
def test_no_answer_for_now_is_neither_yes_nor_no(slack: FakeSlack, error: str, status: int) -> None:
    """Taken for "nobody knows" it would be sent again, and told twice where a second question would have helped."""
    send(slack, FIRST)
    slack.refuse("conversations.history", error, status)
    with pytest.raises(SendError) as caught:
        asyncio.run(desk(slack.url).took(FIRST))
    assert not caught.value.permanent
    assert asyncio.run(desk(slack.url).took(FIRST)) is True


def test_an_unknown_channel_cannot_be_asked(slack: FakeSlack) -> None:
    assert asyncio.run(desk(slack.url, "#elsewhere").took(FIRST)) is None


def test_two_tests_are_two_messages(slack: FakeSlack) -> None:
    test = Parcel.of(Alert(AlertReason.TEST, "desk", (), "UTC"))
    for minutes in (0, 1):
        asyncio.run(desk(slack.url).send(test, now=NOW + timedelta(minutes=minutes)))
    assert len({post["metadata"]["event_payload"]["key"] for post in slack.posts}) == 2


@pytest.mark.parametrize("status", [200, 404, 500])
def test_the_token_is_in_no_error_and_in_no_log(
    slack: FakeSlack, status: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.refuse("chat.postMessage", TOKEN, status)
    told = refused(slack)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("werkzeug")]
    assert TOKEN not in str(told) + repr(told) + "".join(ours) + "".join(capfd.readouterr())
    assert told.__cause__ is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("xoxb-1-a", ("https://slack.com/api/", "xoxb-1-a")),
        ("https://slack-gov.com/api/#xoxb-1-a", ("https://slack-gov.com/api/", "xoxb-1-a")),
    ],
)
def test_a_token_may_name_another_cloud(url: str, found: tuple[str, str]) -> None:
    assert address(url) == found


@pytest.mark.parametrize("url", ["https://slack-gov.com/api/", "ftp://slack.com/#x"])
def test_an_address_without_a_token_is_permanent(url: str) -> None:
    with pytest.raises(SendError) as caught:
        asyncio.run(desk(url).send(FIRST, now=NOW))
    assert caught.value.permanent
