"""Answers kept as they came, and played back: a folder in which each answer is a body, byte for byte, and a head beside it.

`0003-www.example.org-feed.xml` is the body of the third answer, `0003-www.example.org-feed.head.json` says what was asked, when, and
with which status and headers it came. A refusal has a head alone.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import FetchError, UsageError
from monitor.ports import Answer, Clock, Fetcher

HEAD = ".head.json"
_ENDINGS = (("xml", ".xml"), ("rss", ".xml"), ("atom", ".xml"), ("json", ".json"), ("html", ".html"), ("pdf", ".pdf"))
_LONGEST_NAME = 80


@dataclass(slots=True)
class Recorder:
    """A fetcher that saves what another one brings. It asks for whole answers: one that says "unchanged" could not be played back."""

    fetcher: Fetcher
    folder: Path
    now: Clock
    _numbers: "count[int]" = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        taken = [int(path.name[:4]) for path in self.folder.glob(f"[0-9][0-9][0-9][0-9]-*{HEAD}")]
        self._numbers = count(max(taken, default=0) + 1)

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One whole answer. Raises FetchError, which is recorded too."""
        del validators
        head: dict[str, Any] = {"asked": url, "asked_with": dict(headers or {}), "at": self.now().isoformat()}
        try:
            answer = await self.fetcher.get(url, headers=headers)
        except FetchError as error:
            wait = error.retry_after.total_seconds() if error.retry_after else None
            self._save(url, head | {"error": str(error), "status": error.status, "retry_after_seconds": wait}, None)
            raise
        head |= {
            "url": answer.url,
            "status": answer.status,
            "content_type": answer.content_type,
            "validators": dict(answer.validators),
            "headers": dict(answer.headers),
        }
        self._save(url, head, answer)
        return answer

    async def close(self) -> None:
        """Let go of connections."""
        await self.fetcher.close()

    def _save(self, url: str, head: dict[str, Any], answer: Answer | None) -> None:
        stem = f"{next(self._numbers):04}-{_readable(url)}"
        if answer is not None:
            name = stem + _ending(answer)
            (self.folder / name).write_bytes(answer.body)
            head |= {"body": name}
        (self.folder / f"{stem}{HEAD}").write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", "utf-8")


class Playback:
    """A fetcher that gives recorded answers, those to one address in the order in which they came, the last one over and over.

    Raises UsageError for a folder without a recording, or with one that cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._heads: dict[str, list[dict[str, Any]]] = {}
        heads = sorted(folder.glob(f"*{HEAD}"))
        if not heads:
            raise UsageError(f"{folder}: no recorded answers there; `monitor poll --record {folder}` makes some")
        for path in heads:
            head = _loaded(path)
            self._heads.setdefault(head["asked"], []).append(head)

    async def get(
        self, url: str, validators: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The next recorded answer to this address, whatever else is asked. Raises FetchError, also where none was recorded."""
        del validators, headers
        heads = self._heads.get(url)
        if not heads:
            raise FetchError("not in the recording: nobody asked for this address then", status=404)
        head = heads.pop(0) if len(heads) > 1 else heads[0]
        if "error" in head:
            wait = head.get("retry_after_seconds")
            retry_after = None if wait is None else timedelta(seconds=wait)
            raise FetchError(head["error"], status=head["status"], retry_after=retry_after)
        body = (self.folder / head["body"]).read_bytes()
        return Answer(
            head["url"], head["status"], body, head["content_type"], head["validators"], headers=head["headers"]
        )

    async def close(self) -> None:
        """Nothing is held open."""


def _loaded(path: Path) -> dict[str, Any]:
    needed = {"url", "status", "body", "content_type", "validators", "headers"}
    try:
        head = json.loads(path.read_text("utf-8"))
        whole = "asked" in head and ("error" in head or needed <= head.keys())
    except (ValueError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise UsageError(f"{path}: not the head of a recorded answer")
    if "body" in head and (Path(head["body"]).name != head["body"] or not (path.parent / head["body"]).is_file()):
        raise UsageError(f"{path}: its body {head['body']!r} is not beside it")
    found: dict[str, Any] = head
    return found


def _readable(url: str) -> str:
    """Host and path as a file name. Never the query: it may hold a token."""
    parts = urlsplit(url)
    words = re.sub(r"[^A-Za-z0-9.]+", "-", f"{parts.hostname or ''}{parts.path}").strip("-.")
    return re.sub(r"\.(xml|rss|atom|json|html?|pdf)$", "", words[:_LONGEST_NAME]).strip("-.") or "answer"


def _ending(answer: Answer) -> str:
    kind = answer.content_type.lower()
    return next((ending for word, ending in _ENDINGS if word in kind), ".bin")
