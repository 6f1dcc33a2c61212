"""The published JSON Schemas say what the models say: editors accept what the program accepts, and mark what it refuses."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2 as the language server reads it: only true and false are truth values, 0407 is a number."""


AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("float", r"[-+]?(?:\d+\.\d*|\.\d+)", "-+.0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
AsEditorsRead.add_implicit_resolver("!decimal", re.compile(r"^[-+]?\d+$"), list("-+0123456789"))
AsEditorsRead.add_constructor("!decimal", lambda loader, node: int(loader.construct_scalar(node)))


def schema(name: str) -> dict[str, object]:
    return json.loads((CONFIG / "schema" / f"{name}.schema.json").read_text("utf-8"))


def faults(name: str, text: str) -> list[str]:
    """What an editor would mark."""
    value = yaml.load(text, AsEditorsRead)
    found = jsonschema.Draft202012Validator(schema(name)).iter_errors(value)
    return [".".join(str(part) for part in fault.absolute_path) for fault in found]


def examples() -> list[str]:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize("name", ["sources", "watchlists"])
def test_the_schema_is_sound_and_takes_the_shipped_file(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert faults(name, (CONFIG / f"{name}.yaml").read_text("utf-8")) == []


def test_it_takes_the_examples_of_the_docs() -> None:
    whole, *entries, first, second = examples()
    assert faults("sources", whole) == []
    assert [faults("sources", f"version: 1\nsources:\n{entry}") for entry in entries] == [[]] * 2
    assert [faults("watchlists", text) for text in (first, second)] == [[]] * 2


@pytest.mark.parametrize(
    "keys",
    [
        "countries: [NO, CN, EU]",
        "codes: [8703.10, 0407, 72, '8703 10']",
        "authorities: [USTR, EU-Council, Port of Ghent]",
        "programmes: [section 301, Russia, other]",
        "instruments: [EO 14257, 833/2014, 14257]",
        "products: [car, 7208]",
        "keywords: {any: [8703.10, steel], not: [anti-dumping]}",
        "quiet_hours: 20:00-07:00",
        "quiet_hours: none",
        "digest: weekdays 08:30",
        "digest: daily 07:00, 16:00",
        "digest: Mon, Thu 09:00",
        "language: zh",
        "urgency: critical",
        "min_confidence: 0.5",
        "remind: []",
    ],
)
def test_editors_and_the_program_take_the_same(folder, keys: str) -> None:
    text = f"watches:\n  - name: A\n    {keys}\n"
    folder.write("watchlists.yaml", text)
    assert folder.load().watch_names == ("A",)
    assert faults("watchlists", text) == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("contries: [NO]", "watches.0"),
        ("countries: [XX]", "watches.0.countries.0"),
        ("countries: []", "watches.0.countries"),
        ("quiet_hours: 8pm", "watches.0.quiet_hours"),
        ("digest: 08:30", "watches.0.digest"),
        ("language: it", "watches.0.language"),
        ("urgency: high", "watches.0.urgency"),
        ("remind: [2w]", "watches.0.remind.0"),
        ("min_confidence: 2", "watches.0.min_confidence"),
    ],
)
def test_editors_and_the_program_refuse_the_same(folder, keys: str, place: str) -> None:
    text = f"watches:\n  - name: A\n    {keys}\n"
    folder.write("watchlists.yaml", text)
    assert len(folder.faults()) == 1
    assert faults("watchlists", text) == [place]


@pytest.mark.parametrize(
    ("receiver", "place"),
    [
        ('{slack: "${TOKEN}", channel: "#trade"}', None),
        ("{slack: file:token, channel: C1}", None),
        ("{email: a@b.example, smtp: smtp://localhost, from: M <m@b.example>, digest: daily 07:00}", None),
        ('{webhook: "${HOOK}", urgency: critical, quiet_hours: none, timezone: Asia/Tokyo}', None),
        ('{webhook: "${HOOK}", secret: file:sign}', None),
        ('{webhook: "${HOOK}", secret: whsec_1}', "receivers.a.secret"),
        ("{slack: xoxb-1, channel: c}", "receivers.a.slack"),
        ("{webhook: https://h.example/hook}", "receivers.a.webhook"),
        ("{url: 'a://b', retry: 3}", "receivers.a"),
    ],
)
def test_receivers_are_checked_for_secrets_in_the_open(receiver: str, place: str | None) -> None:
    assert faults("watchlists", f"receivers:\n  a: {receiver}\n") == ([] if place is None else [place])
