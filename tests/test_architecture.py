"""The floors of docs/design.md, held by a test: imports go down, pure rooms touch nothing, functions stay small."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "monitor"

FLOORS = [
    ("errors", "types"),
    ("grammar",),
    ("extract",),
    ("ledger", "policy", "listening"),
    ("ports", "memory", "lexicon_file"),
    ("sources",),
    ("fetch", "parse", "store", "notify", "settings"),
    ("pipeline",),
    ("shown", "ticking"),
    ("daemon",),
    ("engine",),
    ("web",),
    ("cli",),
    ("__main__",),
]
"""Ground floor first; rooms of one floor do not import each other."""

PURE = {"errors", "types", "grammar", "extract", "ledger", "policy", "listening", "ports", "sources"}
WORLDLY = {
    "httpx",
    "sqlmodel",
    "sqlalchemy",
    "apprise",
    "apscheduler",
    "pgqueuer",
    "psycopg",
    "os",
    "time",
    "random",
    "socket",
    "logging",
}
CLOCKS = {"now", "today", "utcnow"}
LONGEST_FUNCTION = 50
LONGEST_FILE = 400


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(FLOORS) if name in rooms]
    assert found, f"{name} stands on no floor: add it to docs/design.md and to FLOORS"
    return found[0]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports in full: from monitor.types import Due"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(tree: ast.AST) -> set[str]:
    rooms = {name.split(".")[1] for name in imports(tree) if name.startswith("monitor.")}
    return {name for name in rooms if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()}


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
class TestEachFile:
    def test_imports_only_from_floors_below(self, path: Path) -> None:
        if path == PACKAGE / "__init__.py":
            return
        mine = room(path)
        for other in rooms_imported(ast.parse(path.read_text())) - {mine}:
            assert floor(other) < floor(mine), f"{mine} must not import {other}"

    def test_a_pure_room_touches_nothing_of_the_world_and_asks_no_clock(self, path: Path) -> None:
        if room(path) not in PURE:
            return
        tree = ast.parse(path.read_text())
        worldly = {name.split(".")[0] for name in imports(tree)} & WORLDLY
        assert not worldly, f"a pure room must not import {sorted(worldly)}"
        asked = {
            n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
        } & CLOCKS
        assert not asked, f"a pure room takes `now` as an argument; it calls {sorted(asked)}"

    def test_every_function_fits_a_screen(self, path: Path) -> None:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"

    def test_the_file_is_small_and_says_what_it_is_for(self, path: Path) -> None:
        text = path.read_text()
        assert text.count("\n") <= LONGEST_FILE
        assert ast.get_docstring(ast.parse(text)), "a module begins with its purpose"
        if room(path) in PURE and path.name != "__init__.py":
            assert "**Pure.**" in (ast.get_docstring(ast.parse(text)) or ""), "a pure file says so: **Pure.**"

    def test_feedparser_is_never_handed_an_address(self, path: Path) -> None:
        for given in re.findall(r"feedparser\.parse\((\w+)", path.read_text()):
            assert given == "BytesIO", "feedparser opens the files and addresses it is given: hand it BytesIO"

    def test_one_file_alone_knows_the_job_engine_and_nothing_loads_it_unasked(self, path: Path) -> None:
        tree = ast.parse(path.read_text())
        if path != PACKAGE / "engine" / "jobs.py":
            assert "pgqueuer" not in {name.split(".")[0] for name in imports(tree)}
        if room(path) != "engine":
            first = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
            at_once = set(imports(ast.Module(first, [])))
            assert not {name for name in at_once if name.startswith("monitor.engine")}, "import it where a role begins"

    def test_names_say_what_a_thing_is(self, path: Path) -> None:
        vague = {"manager", "handler", "utils", "helper", "helpers", "processor"}
        assert path.stem not in vague
        names = {
            node.name.lower()
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
        }
        assert not [name for name in names if any(name.endswith(word) for word in vague)]


def test_the_project_speaks_of_itself_alone() -> None:
    folders, registries = (
        "|".join(("work", "tmp", "root")),
        "|".join(("py" + r"pi\.org", "python" + "hosted", "npm" + "js")),
    )
    machine = re.compile(rf"(?<![\w.])/(?:{folders})/\w|{registries}")
    root = PACKAGE.parent
    for path in [
        *root.glob("*.lock"),
        *root.glob("*.md"),
        *python_files(),
        *root.glob("docs/*.md"),
        *root.glob("deploy/*"),
    ]:
        if path.is_file():
            found = machine.search(path.read_text())
            assert not found, f"{path.name} names a machine path or a registry: {found and found[0]}"
