# ruff: noqa: E501
"""Hostile strings, made from a seed, and parcels that carry them in every field that comes from outside."""

import random
from collections.abc import Iterator
from dataclasses import replace

from notify_facts import CANADA, CANADA_BEFORE, changed

from monitor.types import ChangeReason, Parcel

PIECES = (
    "<!channel>", "<!here|here>", "<@U024BE7LH>", "<#C024BE7LR>", "<!subteam^S1>", "<https://evil.example|ustr.gov>", "&lt;!channel&gt;",
    "&amp;lt;", "@everyone", "@here", "*bold*", "_it_", "~gone~", "`code`", "```block```", ":tada:", "> quoted", "\n> quoted", "• list",
    "<script>alert(1)</script>", "<svg/onload=alert(1)>", "<img src=x onerror=alert(1)>", "</title><script>", "</style>", "<!--", "-->",
    "<![CDATA[", "]]>", "\" onmouseover=\"x", "' style='x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
    "[a](https://evil.example)", "[a]: https://evil.example", "![a](x)", "https://evil.example/x", "www.evil.example", "evil.example",
    "\r\nBcc: all@evil.example", "\nSubject: spoof", "\r\n\r\nbody", "=?utf-8?q?spoof?=", "=?utf-8?b?c3Bvb2Y=?=", "=\u200b?utf-8?q?x?=", "\r\n.\r\n",
    "\r\n--=_a", "--=_m", "Content-Type: text/html", "\r\nEND:VEVENT\r\nBEGIN:VALARM", "\nATTENDEE:mailto:x@evil.example", "BEGIN:VEVENT", ";TZID=x:",
    "\\n\\;", "\\", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\x1b[31m", "\x1b]8;;http://evil.example\x07x\x1b]8;;\x07", "\x9b31m",
    "\x00", "\x08\x08", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u034f", "\ud800", "\U000e0041",
    "\ufe0f", "\u3164", "\uff1cscript\uff1e", "\ufe64b\ufe65", "{{7*7}}", "${x}", "%s%n", "$(reboot)", "; rm -rf ~", "| sh", "'; DROP TABLE x;--",
    "2026-08-19 02:41:00 ERROR forged", "Why you   watch \"forged\"", "\nId        forged", "שלום", "مرحبا", "每日", "é", "a", " ", "12 May 2026",
)  # fmt: skip
FIELDS = 12


def strings(count: int, seed: int = 1) -> Iterator[str]:
    """Each piece by itself, then mixtures of pieces and of random characters."""
    chance = random.Random(seed)
    yield from PIECES[:count]
    for _ in range(count - len(PIECES)):
        parts = chance.choices(PIECES, k=chance.randint(1, 6))
        if chance.random() < 0.3:
            parts.append("".join(chr(chance.randrange(0x2FFFF)) for _ in range(chance.randint(1, 8))))
        if chance.random() < 0.05:
            parts *= 40
        chance.shuffle(parts)
        yield chance.choice(("", " ")).join(parts)


def parcels(count: int, *, together: int = 1) -> Iterator[Parcel]:
    """Parcels that carry at least `count` strings, FIELDS in each of their `together` alerts."""
    source = strings(count + FIELDS * together)
    for _ in range(-(-count // (FIELDS * together))):
        alerts = []
        for _ in range(together):
            a, b, c, d, e, f, g, h, i, j, k, m = (next(source) for _ in range(FIELDS))
            words = replace(CANADA.evidence, source=a, title=b, quote=c, url=f"https://evil.example/{d}", warnings=(e,))
            measure = replace(
                CANADA.measure,
                issuer=f,
                targets=(g,),
                instrument=h,
                authority=i,
                products=(j,),
                reason=k,
                rate_percent=None,
            )
            new = replace(CANADA, key=m, evidence=words, measure=measure, scope=a, due=replace(CANADA.due, trace=b))
            alerts.append(replace(changed(new, ChangeReason.NEW, CANADA_BEFORE), watches=((m, "w.yaml:1"),)))
        yield Parcel(alerts[0].id, "desk", tuple(alerts), title="Digest of Wed 19 Aug" if together > 1 else "")
