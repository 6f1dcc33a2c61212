"""A Slack on loopback: one channel that keeps what is posted, and answers as it is told."""

import json
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

TOKEN = "xoxb-4711-tOkEn8f3a"
CHANNEL, NAME = "C024BE91L", "trade-compliance"

Fields = dict[str, Any]


@dataclass
class FakeSlack:
    """`refusals`: for a method, the answers to give before it works again. `dropped`: posts are kept, and the answer is a broken one."""

    server: HTTPServer
    posts: list[Fields] = field(default_factory=list)
    edits: list[Fields] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    refusals: dict[str, list[Response]] = field(default_factory=dict)
    dropped: bool = False
    page: int = 200

    def __post_init__(self) -> None:
        for method in (
            "chat.postMessage",
            "chat.update",
            "conversations.history",
            "conversations.replies",
            "conversations.list",
        ):
            self.server.expect_request(f"/api/{method}").respond_with_handler(self._answer)

    @property
    def url(self) -> str:
        return f"{self.server.url_for('/api/')}#{TOKEN}"

    def refuse(self, method: str, error: str = "", status: int = 200, **headers: str) -> None:
        answer = Response(json.dumps({"ok": False, "error": error}), status, headers, mimetype="application/json")
        self.refusals.setdefault(method, []).append(answer)

    def _answer(self, request: Request) -> Response:
        method = request.path.removeprefix("/api/")
        self.calls.append(method)
        self.tokens.append(request.headers.get("Authorization", ""))
        if self.refusals.get(method):
            return self.refusals[method].pop(0)
        asked: Fields = request.get_json() if request.is_json else request.form.to_dict()
        answer = getattr(self, "_" + method.replace(".", "_"))(asked)
        if self.dropped and method == "chat.postMessage":
            return Response("gone", 502)
        return Response(json.dumps(answer), mimetype="application/json")

    def _chat_postMessage(self, asked: Fields) -> Fields:  # noqa: N802  Slack's own name
        ts = f"1787000000.{len(self.posts) + 1:06}"
        if asked.get("thread_ts") and asked["thread_ts"] not in [post["ts"] for post in self.posts]:
            return {"ok": False, "error": "thread_not_found"}
        self.posts.append({**asked, "ts": ts})
        return {"ok": True, "channel": CHANNEL, "ts": ts}

    def _chat_update(self, asked: Fields) -> Fields:
        self.edits.append(asked)
        return {"ok": True, "channel": CHANNEL, "ts": asked["ts"]}

    def _conversations_history(self, asked: Fields) -> Fields:
        return self._listed(asked, [post for post in reversed(self.posts) if not post.get("thread_ts")])

    def _conversations_replies(self, asked: Fields) -> Fields:
        thread = [post for post in self.posts if asked["ts"] in (post["ts"], post.get("thread_ts"))]
        return self._listed(asked, thread) if thread else {"ok": False, "error": "thread_not_found"}

    def _listed(self, asked: Fields, posts: list[Fields]) -> Fields:
        assert asked["channel"] == CHANNEL
        start = int(asked.get("cursor") or 0)
        more = str(start + self.page) if start + self.page < len(posts) else ""
        shown = [
            {
                "ts": post["ts"],
                "text": post["text"],
                **({"metadata": post["metadata"]} if asked.get("include_all_metadata") else {}),
            }
            for post in posts[start : start + self.page]
        ]
        return {"ok": True, "messages": shown, "response_metadata": {"next_cursor": more}}

    def _conversations_list(self, asked: Fields) -> Fields:
        if not asked.get("cursor"):
            return {
                "ok": True,
                "channels": [{"id": "C1", "name": "general"}],
                "response_metadata": {"next_cursor": "x"},
            }
        return {"ok": True, "channels": [{"id": CHANNEL, "name": NAME}], "response_metadata": {"next_cursor": ""}}
