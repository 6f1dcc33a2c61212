"""What is shipped for running it fits the program: manifests are valid and closed, names of settings, metrics and commands exist."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml
from prometheus_client import Metric
from typer.main import get_command

from monitor.cli.app import app
from monitor.daemon import EVERY
from monitor.ports import Store
from monitor.settings.environment import unknown_names
from monitor.types import SourceState
from monitor.web.service import _Numbers
from monitor.web.site import Site

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
FOLDERS = [DEPLOY / "kubernetes", DEPLOY / "kubernetes" / "scale"]
OBJECTS = sorted(path for folder in FOLDERS for path in folder.glob("*.yaml") if path.stem != "kustomization")
ROLES = ("scheduler", "worker", "web")
COMPOSE = ("compose.yaml", "compose.postgresql.yaml", "compose.scale.yaml")


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


# Kubernetes


@pytest.mark.parametrize("version", ["1.27", "1.31", "1.34"])
@pytest.mark.parametrize("path", OBJECTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_kubernetes_knows_every_field(path: Path, version: str) -> None:
    kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    kubernetes_validate.validate(loaded(path), version, strict=True)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_kustomization_holds_all_but_the_examples(folder: Path) -> None:
    listed = set(loaded(folder / "kustomization.yaml")["resources"])
    assert listed == {path.name for path in OBJECTS if path.parent == folder and ".example" not in path.name}


def pods() -> list[dict[str, Any]]:
    workload = loaded(DEPLOY / "kubernetes" / "statefulset.yaml")
    shared = [loaded(FOLDERS[1] / f"{role}.yaml")["spec"]["template"]["spec"] for role in ROLES]
    restore = loaded(DEPLOY / "kubernetes" / "restore.example.yaml")["spec"]
    return [workload["spec"]["template"]["spec"], restore, *shared]


@pytest.mark.parametrize("pod", pods(), ids=["monitor", "restore", *ROLES])
def test_a_pod_keeps_to_the_restricted_standard_and_writes_to_volumes_alone(pod: dict[str, Any]) -> None:
    around, [container] = pod["securityContext"], pod["containers"]
    assert around["runAsNonRoot"]
    assert around["runAsUser"] == 10001
    assert around["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"].keys() == {"requests", "limits"}
    assert pod["automountServiceAccountToken"] is False
    assert pod["enableServiceLinks"] is False, "a service called monitor would set MONITOR_... variables"


def test_the_pod_is_probed_and_its_budget_and_service_choose_it() -> None:
    workload = loaded(DEPLOY / "kubernetes" / "statefulset.yaml")
    [container] = workload["spec"]["template"]["spec"]["containers"]
    paths = {name: container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    labels = workload["spec"]["template"]["metadata"]["labels"]
    assert loaded(DEPLOY / "kubernetes" / "disruption.yaml")["spec"]["selector"]["matchLabels"] == labels
    assert loaded(DEPLOY / "kubernetes" / "service.yaml")["spec"]["selector"] == labels
    assert workload["spec"]["replicas"] == 1, "SQLite lives in its volume"


@pytest.mark.parametrize("role", ROLES)
def test_a_pod_of_a_role_plays_it_and_is_chosen_by_its_labels(role: str) -> None:
    workload = loaded(FOLDERS[1] / f"{role}.yaml")
    [container] = workload["spec"]["template"]["spec"]["containers"]
    assert container["command"] == ["monitor", "run", "--role", role]
    assert {container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")} == {
        "/healthz"
    }, "a pod that is well is not taken away for another's fault"
    labels = workload["spec"]["template"]["metadata"]["labels"]
    assert workload["spec"]["selector"]["matchLabels"] == labels
    assert workload["spec"]["replicas"] >= 2, "no single point of failure"
    budget = loaded(FOLDERS[1] / "disruption.yaml")["spec"]["selector"]["matchLabels"]
    assert budget.items() <= labels.items()
    service = loaded(FOLDERS[1] / "service.yaml")["spec"]["selector"]
    assert (service.items() <= labels.items()) == (role == "web")


def test_compose_plays_every_role_on_an_image_that_can() -> None:
    services = loaded(DEPLOY / "compose.scale.yaml")["services"]
    played = {service["command"][-1] for service in services.values()}
    assert played == set(ROLES)
    assert {service["image"] for service in services.values()} == {"deadline-monitor:scale"}
    lock = services["monitor"]["build"]["args"]["LOCK"]
    assert "pgqueuer==" in (ROOT / lock).read_text("utf-8")


# Compose, the image, systemd


@pytest.mark.parametrize("name", COMPOSE)
def test_every_container_is_closed(name: str) -> None:
    for service in loaded(DEPLOY / name)["services"].values():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:")
        if "image" in service:
            assert service["read_only"]
            assert service["cap_drop"] == ["ALL"]
            assert service["security_opt"] == ["no-new-privileges:true"]


def test_compose_asks_for_passwords_and_holds_none() -> None:
    for name in COMPOSE:
        for service in loaded(DEPLOY / name)["services"].values():
            secret = {key: value for key, value in service.get("environment", {}).items() if "PASSWORD" in key}
            assert all(value.startswith("${" + key + ":?") for key, value in secret.items())
    assert "MONITOR_WEB_PASSWORD" in loaded(DEPLOY / "compose.yaml")["services"]["monitor"]["environment"]


def test_the_image_shows_its_port_and_its_health_and_listens_on_loopback() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert "EXPOSE 8080" in lines
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    assert not any("MONITOR_WEB_HOST" in line for line in lines if not line.startswith("#"))


def test_every_setting_that_is_named_exists() -> None:
    shipped = [path for path in DEPLOY.rglob("*") if path.is_file()]
    for path in [*shipped, ROOT / "Dockerfile", ROOT / "docs" / "operations.md"]:
        named = set(re.findall(r"\bMONITOR_[A-Z][A-Z_]+[A-Z]\b", path.read_text("utf-8")))
        assert unknown_names(dict.fromkeys(named, "x")) == (), path.name


# Prometheus and Grafana


@pytest.fixture
def metrics(memory_store: Store) -> dict[str, Metric]:
    """What /metrics tells, by name, of a daemon that has run and polled one source."""
    with memory_store.begin() as tx:
        for tick in EVERY:
            tx.note_alive(tick, NOW)
        tx.save_source(SourceState("gazette", NOW, last_ok_at=NOW - timedelta(hours=1)))
    config = SimpleNamespace(sources=[SimpleNamespace(name="gazette")])
    site = Site(memory_store, lambda: NOW, cast(Any, lambda: config), cast(Any, None))
    return {metric.name: metric for metric in _Numbers(site).collect()}


def rules() -> list[dict[str, Any]]:
    return [rule for group in loaded(DEPLOY / "prometheus" / "alerts.yaml")["groups"] for rule in group["rules"]]


def expressions() -> Iterator[tuple[str, str]]:
    for rule in rules():
        yield rule["alert"], rule["expr"]
    for panel in json.loads((DEPLOY / "grafana" / "dashboard.json").read_text("utf-8"))["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


@pytest.mark.parametrize(("title", "expression"), list(expressions()))
def test_every_metric_label_and_value_that_is_asked_for_is_told(
    metrics: dict[str, Metric], title: str, expression: str
) -> None:
    for name, matchers in re.findall(r"\b(monitor_\w+)(?:\{([^}]*)\})?", expression):
        assert name in metrics, title
        told = [sample.labels for sample in metrics[name].samples]
        for label, sign, words in re.findall(r"(\w+)(=~?)\"([^\"]*)\"", matchers):
            if label == "job":
                continue  # Prometheus sets it
            for word in words.split("|") if sign == "=~" else [words]:
                assert word in {labels[label] for labels in told}, title
    assert "monitor_" in expression or "up{" in expression


def test_every_metric_is_shown_or_watched(metrics: dict[str, Metric]) -> None:
    asked = " ".join(expression for _, expression in expressions())
    assert [name for name in metrics if not re.search(rf"\b{name}\b", asked)] == []


def test_every_label_of_a_message_is_told(metrics: dict[str, Metric]) -> None:
    for rule in rules():
        [*names] = re.findall(r"\bmonitor_\w+", rule["expr"])
        told = {label for name in names for sample in metrics[name].samples for label in sample.labels}
        assert set(re.findall(r"\$labels\.(\w+)", str(rule["annotations"]))) <= told, rule["alert"]


def test_every_alert_says_what_it_is_and_the_docs_what_to_do() -> None:
    for rule in rules():
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"].keys() == {"summary", "description"}
        assert f"`{rule['alert']}`" in OPERATIONS


# the page


def commands() -> list[str]:
    """All that the page has typed: lines of its blocks, and words between backticks."""
    blocks = re.findall(r"```sh\n(.*?)```", OPERATIONS, re.DOTALL)
    lines = [line.split("#")[0] for block in blocks for line in block.splitlines()]
    return [line for line in [*lines, *re.findall(r"`(monitor [^`]+)`", OPERATIONS)] if "monitor " in line]


def test_every_command_and_option_in_the_docs_exists() -> None:
    known = cast(Any, get_command(app)).commands
    found = set()
    for line in commands():
        for name, rest in re.findall(r"(?:^|(?<=bin/)|(?<=monitor ))monitor ([a-z][a-z-]+)([^|>]*)", line):
            command, words = known[name], rest.split()
            if name == "token":
                command = command.commands[words.pop(0)]
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= options, line
            found.add(name)
    assert {"backup", "restore", "token", "health", "run", "check"} <= found


def test_every_file_in_the_docs_exists() -> None:
    named = set(re.findall(r"\bdeploy/[\w./-]*\w", OPERATIONS)) - {"deploy/.env"}
    assert [path for path in named if not (ROOT / path).exists()] == []
