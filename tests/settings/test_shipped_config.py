"""The files that are shipped: they load without a fault, their schemas and their page in the docs are up to date."""

import json
import re
from pathlib import Path

import pytest

from monitor.settings import Settings, load_config, write_schemas
from monitor.settings.receivers import ReceiverEntry
from monitor.settings.section import Section, keys_of
from monitor.settings.source_list import SourceEntry, SourcesFile
from monitor.settings.watchlists import Defaults, Keywords, WatchEntry, WatchlistFile

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
VARIABLES = [f"MONITOR_{field}".upper() for field in Settings.model_fields]
NEWS = {"bbc_world", "bbc_business", "guardian_world", "aljazeera", "euronews", "npr_news", "cnbc_top_news"}


def test_the_shipped_files_load_with_an_empty_environment_and_without_a_warning() -> None:
    config = load_config(CONFIG, {})
    assert config.warnings == ()
    assert {name for watch in config.watches for name in watch.receivers} == {"console"}


def test_news_has_the_lowest_say_and_official_sources_name_their_issuer() -> None:
    for source in load_config(CONFIG, {}).sources:
        if source.name in NEWS:
            assert (source.rank, source.issuer, source.official, source.page, source.enabled) == (
                1,
                None,
                False,
                False,
                True,
            )
        elif source.official:
            assert source.issuer is not None
            assert source.rank >= 3
            assert source.zone != "UTC"


SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SMTP_URL": "smtps://u:p@smtp.example.com:465",
    "DUTY_HOOK": "https://duty.example/hook",
}


def test_what_the_shipped_watchlist_holds_in_comments_is_sound(folder) -> None:
    """Everything is taken out of its comment, but for the words above."""
    text = (CONFIG / "watchlists.yaml").read_text("utf-8")
    written = re.sub(r"^( *)# (?!yaml-)(?=( *)(?:- |[a-z_-]+:(?: |$)))", r"\1", text, flags=re.MULTILINE)
    folder.write("watchlists.yaml", written.replace("/run/secrets/", ""))
    folder.write("chat_url", "discord://a/b")
    config = folder.load(SECRETS)
    assert set(config.receivers) == {"console", "trade-slack", "legal-mail", "duty-webhook", "chat"}
    assert config.watch_names[-1] == "Licences we rely on"
    assert config.watches[-2].codes == ("8703.10", "0407", "72")


def test_the_examples_of_the_docs_are_sound(folder) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    listed, watched, mailbox, whole, receivers = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    folder.write("watchlists.yaml", whole)
    assert folder.load(SECRETS).watches[0].countries == ("CN", "NO")
    folder.write("watchlists.yaml", receivers + "watches: [{name: A}]")
    assert folder.load(SECRETS).watches[0].receivers == ("pager",)
    folder.write("sources.yaml", listed + watched + mailbox)
    sources = folder.load({**SECRETS, "CUSTOMS_MAIL_PASSWORD": "s3cret"}).sources
    assert [source.name for source in sources] == [
        "us_whitehouse_actions",
        "my_association",
        "ministry_notices",
        "customs_letters",
    ]
    assert [source.reader for source in sources[1:]] == ["feed", "watched", "mailbox"]


def test_the_schemas_in_the_folder_are_those_of_the_models(tmp_path: Path) -> None:
    for written in write_schemas(tmp_path / "new"):
        shipped = CONFIG / "schema" / written.name
        assert shipped.read_text("utf-8") == written.read_text("utf-8"), "run `make schema`"
        assert json.loads(shipped.read_text("utf-8"))["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("name", ["sources", "watchlists"])
def test_each_shipped_file_names_its_schema_for_editors(name: str) -> None:
    first = (CONFIG / f"{name}.yaml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.schema.json"
    assert (CONFIG / "schema" / f"{name}.schema.json").is_file()


@pytest.mark.parametrize("page", ["config/.env.example", "docs/configuration.md"])
def test_every_variable_is_explained(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [variable for variable in VARIABLES if variable not in text] == []


@pytest.mark.parametrize(
    "section", [SourcesFile, SourceEntry, WatchlistFile, WatchEntry, Keywords, Defaults, ReceiverEntry]
)
def test_every_key_is_explained(section: type[Section]) -> None:
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert [key for key in keys_of(section) if f"`{key}`" not in text] == []
