"""Words from outside cannot command, mention, link, script, spoof or inject."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notify_facts import CANADA, CANADA_BEFORE, at, changed

from monitor.notify import render
from monitor.notify.clean import cut, defused, link, quotation, single_line
from monitor.types import ChangeReason, Deadline

ATTACKS = {
    "a Slack broadcast": ("<!channel> run", "‹!channel› run"),
    "a Slack mention": ("<@U024BE7LH>", "‹@ U024BE7LH›"),
    "a Slack link with a false face": ("<https://evil.example|ustr.gov>", "‹https[:]//evil[.]example¦ustr[.]gov›"),
    "a Discord broadcast": ("a@everyone @here", "a@ everyone @ here"),
    "a Markdown link": ("[open](https://evil.example)", "[open] (https[:]//evil[.]example)"),
    "a Markdown reference": ("[open] [1]", "[open] [1]"),
    "a script": ("<script>alert(1)</script>", "‹script›alert(1)‹/script›"),
    "a script address": ("JavaScript:alert(1)", "JavaScript[:]alert(1)"),
    "a data address": ("data:text/html,x", "data[:]text/html,x"),
    "a bare host": ("see t.co/x and www.evil.example", "see t[.]co/x and www[.]evil[.]example"),
    "an encoded word": ("=?utf-8?q?spoof?=", "= ?utf-8?q?spoof? ="),
    "an encoded word split by nothing": ("=\u200b?utf-8?q?x?\u200b=", "= ?utf-8?q?x? ="),
    "a second header": ("x\r\nBcc: all@evil.example", "x Bcc: all@evil[.]example"),
    "terminal codes": ("\x1b[31mred\x1b[0m \x1b]8;;http://e\x07t\x1b]8;;\x07", "red t"),
    "bidi marks": ("\u202egnp.exe\u2066", "gnp[.]exe"),
    "zero-width and filler characters": ("a\u200bb\ufeffc\u3164d\u2800e", "abcde"),
    "a NUL and a lone surrogate": ("a\x00b\ud800c", "a bc"),
    "hidden Discord text": ("||secret||", "¦¦secret¦¦"),
    "code that eats the rest": ("```rm```", "'''rm'''"),
}
KEPT = [
    "19 U.S.C. 1338, at 12:01 a.m. eastern time, 12.5 percent",
    "Regulation (EU) No 833/2014, HTS 8703.10; see § 2(a)",
    "écrit à Genève – “demain”",
]


@pytest.mark.parametrize(("attack", "harmless"), ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_stays_readable_and_dead(attack: str, harmless: str) -> None:
    assert defused(attack) == harmless


@pytest.mark.parametrize("text", KEPT)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "https://www.federalregister.gov@evil.example/",
        "https://good.example\\@evil.example/",
        "https:///x",
        "https://[bad/",
        "https://example.org/" + "a" * 700,
        "https://example.org/\ud800",
        "",
    ],
)
def test_only_a_plain_web_address_is_shown_as_a_link(url: str) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.ecfr.gov/current/title-19?x=1&y=2#p-1", "https://www.ecfr.gov/current/title-19?x=1&y=2#p-1"),
        ("https://example.org/a b<c>|d\n@everyone", "https://example.org/a%20b%3Cc%3E%7Cd%40everyone"),
        ("https://exämple.org/ü", "https://xn--exmple-cua.org/%C3%BC"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
    ],
)
def test_a_link_is_percent_encoded_with_its_host_in_ascii(url: str, shown: str) -> None:
    assert link(url) == shown


def test_a_quotation_is_cut_between_words_and_cannot_close_itself() -> None:
    quoted = quotation('he said "stop"\n\nLink https://evil.example ' + "word " * 100)
    assert quoted.startswith("\"he said 'stop' Link https[:]//evil[.]example word")
    assert quoted.endswith('word…"')
    assert len(quoted) <= 242


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert cut("a" * 500, 240) == "a" * 239 + "…"


POISON = (
    "\r\nBcc: x <!channel> <@U1> @everyone [a](http://evil.example) "
    "<script>x</script> \x1b[2J\u202e =?utf-8?q?x?= www.evil.example `||"
)


def poisoned() -> Deadline:
    evidence = replace(
        CANADA.evidence,
        quote=POISON,
        title=POISON,
        source=POISON,
        url=f"https://evil.example/{POISON}",
        warnings=(POISON,),
    )
    measure = replace(
        CANADA.measure,
        issuer=POISON,
        targets=(POISON,),
        instrument=POISON,
        authority=POISON,
        products=(POISON,),
        reason=POISON,
    )
    due = replace(CANADA.due, trace=POISON)
    return replace(CANADA, key=POISON, evidence=evidence, measure=measure, scope=POISON, due=due)


def test_no_field_of_an_alert_carries_an_attack_into_the_message() -> None:
    message = render(changed(poisoned(), ChangeReason.MOVED_LATER, CANADA_BEFORE), now=at("2026-08-19 02:42"))
    assert "\n" not in message.subject
    assert len(message.subject) <= 120
    for text in (message.subject, message.body.replace("\n", " ")):
        assert single_line(text) == " ".join(text.split())
        words = re.sub(r"Link +\S+", "", text)
        assert not re.search(r"[<>|`]|@everyone|\]\(|=\?|\?=", words)
        web = re.findall(r"\S*evil\S*", text)
        assert all("evil[.]example" in word or word.startswith("https://evil.example/Bcc:%20") for word in web)
    assert len(message.body) < 4000
    assert not any(line.startswith("Bcc") for line in message.body.splitlines())


@given(st.text())
def test_whatever_the_text_it_becomes_one_visible_harmless_line(text: str) -> None:
    line = defused(text)
    assert line == single_line(line)
    assert not re.search(r"[<>|`\r\n\x00-\x1f]|=\?|\?=|\]\(|://|@(everyone|here|channel|all)\b", line)
    assert len(quotation(text)) <= 242


@given(st.text())
def test_a_link_is_printable_ascii_or_withheld(text: str) -> None:
    shown = link(f"https://example.org/{text}")
    assert shown is None or re.fullmatch(r"[!-~]+", shown)
