"""A Slack channel, spoken to as a bot: threads by deadline, a first message that is kept up to date, and a way to ask.

Every message bears its parcel's id as metadata, so that after an unclear answer the channel itself says whether it came.
See https://docs.slack.dev/reference/methods/chat.postMessage and https://docs.slack.dev/messaging/message-metadata.
"""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import SendError
from monitor.notify.clean import cut, defused
from monitor.notify.notice import Notice, notice
from monitor.notify.patience import PatientThread
from monitor.notify.secrecy import hush_libraries, named
from monitor.notify.slack_blocks import blocks, fallback
from monitor.notify.waits import LONGEST, SHORTEST
from monitor.types import AlertReason, Parcel, Receiver

log = logging.getLogger(__name__)

SECONDS = 30.0
SOCKET_SECONDS = 20
API = "https://slack.com/api/"
EVENT = "deadline_alert"
PAGES, PAGE = 5, 200
"""How far back a channel is searched for a message of ours."""
_ID = re.compile(r"[CDG][A-Z0-9]{6,}")
_FOR_NOW = frozenset(
    "ratelimited rate_limited internal_error fatal_error service_unavailable request_timeout team_added_to_org".split()  # noqa: SIM905
)
_UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack's own words on these: some of it may have been done."""
_NO_THREAD = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})
_REMEDIES = {
    "invalid_auth": "check the bot token",
    "not_authed": "check the bot token",
    "token_revoked": "install the app again and take its new bot token",
    "account_inactive": "install the app again and take its new bot token",
    "channel_not_found": "check the channel's name or id, and invite the bot to it",
    "not_in_channel": "invite the bot to the channel",
    "is_archived": "the channel is archived; name another",
    "missing_scope": "give the app the scopes of docs/receivers.md",
}


class SlackError(SendError):
    """Slack said no. `code`: its own word for why."""

    code = ""


class SlackReceiver:
    """One channel, one message at a time."""

    def __init__(self, receiver: Receiver, *, seconds: float = SECONDS) -> None:
        self._receiver = receiver
        self._seconds = seconds
        self._thread = PatientThread()
        self._web: Any = None
        self._channel = receiver.to if _ID.fullmatch(receiver.to) else ""

    async def take(self, told: Notice) -> str | None:
        """Posts, and returns the time stamp of the deadline's first message. Raises SendError, whose text does not hold the token."""
        try:
            return await self._thread.run(lambda: self._post(told), self._seconds)
        except SendError as error:
            raise named(error, self._receiver) from None

    async def took(self, parcel: Parcel) -> bool | None:
        """Looks for the parcel's id among the newest messages of its thread or of the channel.

        Raises SendError when there is no answer for now: to ask again later is better than to tell twice.
        """
        try:
            return await self._thread.run(lambda: self._holds(parcel), self._seconds)
        except SendError as error:
            told = named(error, self._receiver)
            if not error.permanent:
                raise told from None
            log.warning("%s", told)
            return None

    def _post(self, told: Notice) -> str | None:
        alert, thread = told.single, told.parcel.thread
        if alert is None:
            # A list has no thread: its first message would be edited for one deadline, and lose the others.
            self._call("chat.postMessage", **self._message(told))
            return None
        if thread is None:
            return str(self._call("chat.postMessage", **self._message(told))["ts"])
        if alert.reason is AlertReason.CHANGE:
            self._edit(told, thread)
        try:
            self._call("chat.postMessage", **self._message(told), thread_ts=thread)
        except SlackError as error:
            if error.code not in _NO_THREAD:
                raise
            return str(self._call("chat.postMessage", **self._message(told))["ts"])
        return thread

    def _message(self, told: Notice) -> dict[str, Any]:
        quiet = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none", "mrkdwn": False}
        metadata = {"event_type": EVENT, "event_payload": {"key": told.identity}}
        return {"channel": self._receiver.to, **_shown(told), "metadata": metadata, **quiet}

    def _edit(self, told: Notice, thread: str) -> None:
        """The first message tells the present state. Done before posting: when it is done twice, nobody sees it."""
        channel = self._channel_id()
        if not channel:
            log.warning("%s: the first message stays as it is: the channel's id is not known", self._receiver.name)
            return
        now_so = notice(Parcel.of(told.parcel.alerts[0]), now=told.now, site=told.site)
        try:
            self._call("chat.update", channel=channel, ts=thread, **_shown(now_so))
        except SlackError as error:
            if not error.permanent:
                raise
            log.warning("%s: the first message stays as it is: %s", self._receiver.name, error.code)

    def _holds(self, parcel: Parcel) -> bool | None:
        """None where neither the message nor the end of the search was found."""
        channel = self._channel_id()
        if not channel:
            return None
        in_thread: bool | None = False
        if parcel.thread is not None and len(parcel.alerts) == 1:
            try:
                in_thread = self._found(parcel.id, "conversations.replies", channel=channel, ts=parcel.thread)
            except SlackError as error:
                if error.code not in _NO_THREAD:
                    raise
        if in_thread:
            return True
        # The earlier try may be older than the thread: then it stands in the channel itself.
        in_channel = self._found(parcel.id, "conversations.history", channel=channel)
        return in_channel if in_channel or in_thread is not None else None

    def _found(self, key: str, method: str, **asked: str) -> bool | None:
        for number, page in enumerate(self._pages(method, include_all_metadata=True, limit=PAGE, **asked), 1):
            for message in page.get("messages", ()):
                metadata = message.get("metadata") or {}
                if (metadata.get("event_payload") or {}).get("key") == key:
                    return True
            if number == PAGES and _cursor(page):
                return None
        return False

    def _pages(self, method: str, **asked: Any) -> Iterator[Any]:
        cursor = ""
        while True:
            page = self._call(method, **asked, **({"cursor": cursor} if cursor else {}))
            yield page
            cursor = _cursor(page)
            if not cursor:
                return

    def _channel_id(self) -> str:
        """The id, which all but posting asks for; empty where no channel of that name is seen."""
        if not self._channel:
            name = self._receiver.to.lstrip("#")
            kinds = "public_channel,private_channel"
            for page in self._pages("conversations.list", types=kinds, exclude_archived=True, limit=1000):
                for channel in page.get("channels", ()):
                    if channel.get("name") == name:
                        self._channel = str(channel["id"])
                        return self._channel
        return self._channel

    def _call(self, method: str, **asked: Any) -> Any:
        from slack_sdk.errors import SlackApiError

        client = self._client()
        call: Callable[..., Any] = getattr(client, method.replace(".", "_"))
        try:
            answer = call(**asked)
        except SlackApiError as error:
            raise _refusal(error.response) from None
        except Exception as error:
            raise _no_answer(error) from None
        if method == "chat.postMessage":
            self._channel = str(answer.get("channel") or self._channel)
        return answer

    def _client(self) -> Any:
        if self._web is None:
            from slack_sdk import WebClient

            hush_libraries()
            silent = logging.getLogger("slack_sdk.silent")
            silent.disabled = True
            base, token = address(self._receiver.url)
            # No retries of its own: it would post twice what was taken and not answered.
            self._web = WebClient(token, base_url=base, timeout=SOCKET_SECONDS, retry_handlers=[], logger=silent)
        return self._web


def address(url: str) -> tuple[str, str]:
    """The address of the API and the bot token: `url` is a token, or "https://slack-gov.com/api/#token" for other clouds."""
    if "://" not in url:
        return API, url.removeprefix("slack:")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.fragment:
        raise SendError("needs a bot token, or the address of a Slack API with #token behind it", permanent=True)
    return parts._replace(fragment="").geturl(), parts.fragment


def _cursor(page: Any) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _shown(told: Notice) -> dict[str, Any]:
    return {"text": fallback(told), "blocks": blocks(told)}


def _refusal(response: Any) -> SlackError:
    body = response.data if isinstance(response.data, dict) else {}
    code, status = str(body.get("error") or ""), int(response.status_code)
    headers = {str(name).lower(): value for name, value in (response.headers or {}).items()}
    if status == 429 or code in ("ratelimited", "rate_limited"):
        wait = _wait(headers.get("retry-after"))
        error = SlackError("Slack asks to wait: too many messages", retry_after=wait)
    elif status >= 500 or code in _FOR_NOW:
        told = f"Slack answered HTTP {status}" + (f" {cut(defused(code), 60)}" if code in _FOR_NOW else "")
        error = SlackError(told, unclear=status >= 500 or code in _UNCLEAR)
    else:
        remedy = _REMEDIES.get(code, "see Slack's documentation of the error")
        error = SlackError(f"Slack refused: {cut(defused(code), 60) or f'HTTP {status}'}; {remedy}", permanent=True)
    error.code = code
    return error


def _wait(header: Any) -> timedelta:
    """Slack names seconds, always; a minute where it names none."""
    words = str(header[0] if isinstance(header, list) else header or "")
    seconds = int(words[:6]) if words.isdecimal() else 60
    return max(SHORTEST, min(LONGEST, timedelta(seconds=seconds)))


def _no_answer(error: Exception) -> SlackError:
    """Nothing was sent where no connection came about; after that nobody knows."""
    reason = getattr(error, "reason", error)
    refused = isinstance(reason, ConnectionRefusedError) or type(reason).__name__ == "gaierror"
    return SlackError(f"no answer from Slack: {type(reason).__name__}", unclear=not refused)
