"""A small web server on loopback that publishes the stories as feeds and pages, as far as the simulated clock has come."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Story:
    """One publication. `feed`: official or news; `published`: aware, in the publisher's own zone."""

    feed: str
    published: datetime
    title: str
    text: str

    @property
    def path(self) -> str:
        """Where its page lives."""
        slug = "".join(c if c.isalnum() else "-" for c in self.title.lower())
        return f"/{self.feed}/{self.published:%Y/%m/%d}/{slug}"


class Press:
    """Serves what has been published by `now()`; `url` is its address. Use as a context manager."""

    def __init__(self, stories: Sequence[Story], now: Callable[[], datetime]) -> None:
        self.stories = stories
        self.now = now
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._answers())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Press":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def page(self, path: str) -> str | None:
        """The body for one path, None where nothing is published there."""
        out = [story for story in self.stories if story.published <= self.now()]
        if path in ("/official/feed", "/news/feed"):
            return _feed([story for story in out if path.startswith(f"/{story.feed}/")], self.url)
        return next((_page(story) for story in out if story.path == path), None)

    def _answers(self) -> type[BaseHTTPRequestHandler]:
        press = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = press.page(self.path)
                encoded = (body or "not found").encode()
                self.send_response(200 if body else 404)
                self.send_header(
                    "Content-Type", "text/html; charset=utf-8" if body and "<html" in body else "application/rss+xml"
                )
                self.send_header("Content-Length", str(len(encoded)))
                self.end_headers()
                self.wfile.write(encoded)

            def log_message(self, *_: object) -> None:
                pass

        return Answer


def _feed(stories: Sequence[Story], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{base}{s.path}</link><pubDate>{format_datetime(s.published)}</pubDate>"
        f"<description>{escape(s.text if s.feed == 'news' else s.title)}</description></item>"
        for s in reversed(stories)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Demo</title>{items}</channel></rss>'
    )


def _page(story: Story) -> str:
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in story.text.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<meta property="article:published_time" content="{story.published.isoformat()}"></head><body><main>'
        f'<h1 class="wp-block-whitehouse-topper__headline">{escape(story.title)}</h1>'
        f'<time datetime="{story.published.isoformat()}">{story.published:%B %d, %Y}</time>'
        f'<div class="entry-content wp-block-post-content">{paragraphs}</div></main></body></html>'
    )
