"""The folders of workspaces: what stands in them is one workspace's, and nothing of the environment or the disk is but its own."""

from pathlib import Path
from shutil import copytree

import pytest

from monitor.settings.loading import load_text, load_watchlist, texts_of
from monitor.settings.reload import difference, differences
from monitor.settings.workspaces import passwords
from monitor.types import Receiver, ReceiverKind, Watch, workspace_name

ROOT = Path(__file__).resolve().parents[2]
LIST = """timezone: Asia/Tokyo
receivers:
  desk: {url: "json://acme.example"}
service: {receivers: [desk]}
defaults: {remind: [3d]}
watches:
  - {name: All}
  - {name: Steel, products: [steel]}
"""
HOME = "workspaces/acme/watchlists.yaml"


def test_a_folder_is_a_workspace_with_names_of_its_own(folder) -> None:
    folder.write("watchlists.yaml", 'receivers:\n  desk: {url: "json://ours.example"}\nwatches:\n  - name: All\n')
    folder.write(HOME, LIST)
    config = folder.load()
    acme = config.within("acme")
    assert [(w.name, w.receivers, w.workspace, w.line, w.zone) for w in acme.watches] == [
        ("All", ("acme/desk",), "acme", "workspaces/acme/watchlists.yaml:7", "Asia/Tokyo"),
        ("Steel", ("acme/desk",), "acme", "workspaces/acme/watchlists.yaml:8", "Asia/Tokyo"),
    ]
    assert {name: (each.url, each.workspace) for name, each in acme.receivers.items()} == {
        "acme/console": ("console://", "acme"),
        "acme/desk": ("json://acme.example", "acme"),
    }
    assert (acme.service.receivers, acme.service.known, acme.service.workspace) == (
        ("acme/desk",),
        ("acme/desk",),
        "acme",
    )
    assert [(w.name, w.receivers, w.workspace, w.zone) for w in config.watches] == [("All", ("desk",), "", "UTC")]
    assert config.receivers["desk"].url == "json://ours.example"


def test_everybody_s_are_told_apart_and_nobody_sees_others(folder) -> None:
    folder.write(HOME, LIST)
    folder.write("workspaces/globex/watchlists/a.yaml", "watches:\n  - name: Ours\n")
    config = folder.load()
    assert [(w.workspace, w.name) for w in config.all_watches] == [
        ("", "All"),
        ("acme", "All"),
        ("acme", "Steel"),
        ("globex", "Ours"),
    ]
    assert sorted(config.all_receivers) == ["acme/console", "acme/desk", "console", "globex/console"]
    assert [service.workspace for service in config.all_services] == ["", "acme", "globex"]
    assert dict(config.within("").workspaces) == {}
    assert config.within("globex").watches[0].receivers == ("globex/console",)
    assert config.within("globex").sources == config.sources
    assert (config.has(""), config.has("acme"), config.has("nobody")) == (True, True, False)


def test_without_folders_nothing_is_different(folder) -> None:
    config = folder.load()
    assert (config.all_watches, config.all_receivers) == (config.watches, config.receivers)
    assert config.within("") == config
    assert [(watch.receivers, watch.workspace, watch.line) for watch in config.watches] == [
        (("console",), "", "watchlists.yaml:2")
    ]


@pytest.mark.parametrize("name", ["default", "Acme", "a_b", "-a", "a-", "a--b", "a" * 41, "acme-file"])
def test_what_is_no_name_of_a_workspace_is_a_fault(folder, name: str) -> None:
    folder.write(f"workspaces/{name}/watchlists.yaml", LIST)
    [fault] = folder.faults()
    assert fault.startswith(f"workspaces/{name}: ")
    assert "choose another name" in fault or "is no name of a workspace" in fault


@pytest.mark.parametrize("name", ["a", "acme-corp", "4x", "a" * 40])
def test_names_that_can_be(name: str) -> None:
    assert workspace_name(name) == name


def test_hidden_folders_are_not_read_and_files_beside_the_folders_are_warned_of(folder) -> None:
    folder.write("workspaces/.example/watchlists.yaml", "nonsense: 1\n")
    folder.write("workspaces/acme.yaml", LIST)
    folder.write("workspaces/globex/watchlists.yaml", LIST)
    folder.write("workspaces/globex/watchlists/more.yml", LIST)
    config = folder.load()
    assert list(config.workspaces) == ["globex"]
    assert folder.warnings() == [
        "workspaces/acme.yaml:1:1: is not read: a workspace is a folder, workspaces/acme/watchlists.yaml"
    ]
    own = [str(each).replace(f"{folder.path}/", "") for each in config.within("globex").warnings]
    assert own == ["workspaces/globex/watchlists/more.yml:1:1: is not read; name it .yaml"]


def test_faults_of_all_are_told_at_once_with_their_places(folder) -> None:
    folder.write("watchlists.yaml", "watches:\n  - {name: A, contries: [CA]}\n")
    folder.write(HOME, "watches:\n  - {name: B, receivers: [nobody]}\n")
    (folder.path / "workspaces" / "empty").mkdir()
    found = folder.faults()
    assert [fault.split(":")[0] for fault in found] == [
        "watchlists.yaml",
        "workspaces/acme/watchlists.yaml",
        "workspaces/empty/watchlists.yaml",
    ]


def test_a_receiver_of_another_workspace_cannot_be_named(folder) -> None:
    folder.write("watchlists.yaml", 'receivers:\n  desk: {url: "json://ours.example"}\nwatches:\n  - name: All\n')
    for named in ("desk", "globex/desk"):
        folder.write(HOME, f"watches:\n  - {{name: B, receivers: [{named}]}}\n")
        folder.write("workspaces/globex/watchlists.yaml", LIST)
        assert folder.faults() == [
            f"workspaces/acme/watchlists.yaml:2:27: watches.0.receivers.0: unknown receiver '{named}'; known: console"
        ]


@pytest.mark.parametrize(
    "receiver",
    [
        "{slack: '${SLACK_TOKEN}', channel: '#a'}",
        "{slack: '${GLOBEX__SLACK}', channel: '#a'}",
        "{slack: '${ACME_SLACK}', channel: '#a'}",
        "{url: 'json://evil.example/${MONITOR_WEB_PASSWORD}'}",
        "{webhook: '${ACME__HOOK}', secret: '${DUTY_SECRET}'}",
        "{email: a@b.example, smtp: '${SMTP_URL}'}",
    ],
)
def test_a_variable_that_is_not_its_own_is_refused(folder, receiver: str) -> None:
    environ = dict.fromkeys(("SLACK_TOKEN", "GLOBEX__SLACK", "ACME_SLACK", "MONITOR_WEB_PASSWORD"), "s3cret")
    environ |= {"DUTY_SECRET": "s3cret", "SMTP_URL": "smtp://s3cret.example", "ACME__HOOK": "https://a.example"}
    folder.write(HOME, f"receivers:\n  desk: {receiver}\nwatches:\n  - name: All\n")
    [fault] = folder.faults(environ)
    assert "a variable of this workspace begins with ACME__" in fault
    assert "s3cret" not in fault


@pytest.mark.parametrize(
    "path",
    ["/run/secrets/globex", "../globex/secret", "secrets/../../globex/secret", "../../sources.yaml"],
)
def test_a_file_that_is_not_its_own_is_refused(folder, path: str) -> None:
    folder.write("workspaces/globex/watchlists.yaml", LIST)
    folder.write("workspaces/globex/secret", "json://globex.example")
    for receiver in (f"{{file: {path}}}", f"{{slack: 'file:{path}', channel: '#a'}}"):
        folder.write(HOME, f"receivers:\n  desk: {receiver}\nwatches:\n  - name: All\n")
        [fault] = folder.faults()
        assert fault.endswith("a secret's file of this workspace lies in its folder, workspaces/acme/")


def test_its_own_variables_and_files_are_read(folder) -> None:
    folder.write("workspaces/acme/secrets/desk", "json://desk.example")
    folder.write(
        "workspaces/acme/watchlists/a.yaml",
        "receivers:\n  one: {url: '${ACME__URL}'}\n  two: {file: ../secrets/desk}\nwatches:\n  - name: All\n",
    )
    found = folder.load({"ACME__URL": "json://one.example"}).within("acme").receivers
    assert [found[f"acme/{name}"].url for name in ("one", "two")] == ["json://one.example", "json://desk.example"]


def test_passwords_are_of_the_environment_and_known_by_the_folders(folder, tmp_path: Path) -> None:
    folder.write("workspaces/acme-corp/watchlists.yaml", LIST)
    (tmp_path / "password").write_text("from a file\n")
    environ = {"MONITOR_WEB_PASSWORD__ACME_CORP_FILE": str(tmp_path / "password")}
    assert passwords(folder.load(environ).workspaces, environ) == {"acme-corp": "from a file"}
    assert folder.warnings(environ) == []
    assert folder.warnings({"MONITOR_WEB_PASSWORD__ACME": "x"})[0].startswith(
        "environment: MONITOR_WEB_PASSWORD__ACME is not known"
    )


def test_a_list_that_is_tried_is_its_workspace_s(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(LIST)
    tried = load_watchlist(tmp_path / "w.yaml", {}, secrets=False, workspace="acme")
    pasted = load_text(LIST.replace("[desk]", "[pager]"), "pasted", {}, ["pager"], workspace="acme")
    for config in (tried, pasted):
        assert {(watch.workspace, watch.receivers) for watch in config.watches} == {("acme", ("acme/desk",))}
    assert pasted.service.receivers == ("acme/pager",)


def test_the_texts_of_all_workspaces_are_watched(folder) -> None:
    folder.write(HOME, LIST)
    folder.write("workspaces/acme/watchlists/b.yaml", LIST)
    assert sorted(texts_of(folder.path)) == [
        "sources.yaml",
        "watchlists.yaml",
        HOME,
        "workspaces/acme/watchlists/b.yaml",
    ]


def test_what_changes_is_told_by_workspace(folder) -> None:
    before = folder.load()
    folder.write(HOME, LIST)
    after = folder.load()
    assert differences(before, after)["acme"].words == ("2 watches added: All, Steel", "1 receiver added: desk")
    assert differences(before, after)[""].words == ()
    assert difference(before, after).words == (
        "workspace acme: 2 watches added: All, Steel",
        "workspace acme: 1 receiver added: desk",
    )
    gone = ("workspace acme: 2 watches gone: All, Steel", "workspace acme: 1 receiver gone: desk")
    assert difference(after, before).gone == gone


def test_the_example_that_is_shipped_is_sound(folder) -> None:
    copytree(ROOT / "config" / "workspaces" / ".example", folder.path / "workspaces" / "acme")
    folder.write("workspaces/acme/secrets/counsel_url", "json://counsel.example")
    config = folder.load({"ACME__SLACK_BOT_TOKEN": "xoxb-1"})
    assert config.within("acme").warnings == ()
    desk = config.within("acme").receivers["acme/desk"]
    assert desk == Receiver("acme/desk", "xoxb-1", ReceiverKind.SLACK, to="#deadlines")
    assert all(isinstance(watch, Watch) for watch in config.within("acme").watches)
