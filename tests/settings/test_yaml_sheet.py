"""YAML is read as written, and what is wrong is told with file, line and column."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError, Problem
from monitor.settings import load_watchlist
from monitor.settings.sheet import MAX_ALIASES, MAX_DEPTH, read_sheet


def sheet_of(folder: Path, content: str | bytes):
    path = folder / "x.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(path)


def told(folder: Path, content: str | bytes) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in sheet_of(folder, content).problems]


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "ON",
        "off",
        "yes",
        "8703.10",
        "0407",
        "12:30:45",
        "2026-08-01",
        "1e3",
        "0x1F",
        "1_000",
        "~",
        "null",
        "true",
        ".inf",
    ],
)
def test_every_scalar_is_the_text_that_was_written(tmp_path: Path, written: str) -> None:
    assert sheet_of(tmp_path, f"a: {written}\nb: [{written}]\n").value == {"a": written, "b": [written]}


def test_nothing_written_is_none_and_quotes_make_it_text(tmp_path: Path) -> None:
    assert sheet_of(tmp_path, "a:\nb: ''\nc: # later\n").value == {"a": None, "b": "", "c": None}


@pytest.mark.parametrize("content", ["a: [1, {b: 2}]\n", "\ufeffa: [1, {b: 2}]\n", "a: [1, {b: 2}]\r\n"])
def test_byte_order_mark_and_line_ends_change_neither_values_nor_places(tmp_path: Path, content: str) -> None:
    sheet = sheet_of(tmp_path, content)
    assert sheet.value == {"a": ["1", {"b": "2"}]}
    assert (sheet.place(("a", 1)), sheet.place(("a", 1, "b")), sheet.key_place(("a", 1, "b"))) == (
        (1, 8),
        (1, 12),
        (1, 9),
    )


def test_an_alias_repeats_what_its_anchor_holds(tmp_path: Path) -> None:
    assert sheet_of(tmp_path, "a: &x [CN, NO]\nb: *x\n").value == {"a": ["CN", "NO"], "b": ["CN", "NO"]}


NINE_BY_NINE = "a0: &a0 [x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "x.yaml:1:1: the file is empty; docs/configuration.md shows what it holds"),
        ("# only words\n", "x.yaml:1:1: the file is empty; docs/configuration.md shows what it holds"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3:1: duplicate key 'a', first given in line 1"),
        ("a:\n  b: 1\n  b: 2\n", "x.yaml:3:3: duplicate key 'b', first given in line 2"),
        ("a:\n\tb: 1\n", "x.yaml:2:1: a tab stands in the indentation; use spaces"),
        (
            "a: {b: 1\n",
            "x.yaml:2:1: not valid YAML: while parsing a flow mapping, did not find expected ',' or '}' (begun in line 1)",
        ),
        ("a: b: c\n", "x.yaml:1:5: not valid YAML: mapping values are not allowed in this context"),
        ("a: *x\n", "x.yaml:1:4: not valid YAML: found undefined alias"),
        (
            "a: 'b\n",
            "x.yaml:2:1: not valid YAML: while scanning a quoted scalar, found unexpected end of stream (begun in line 1)",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "x.yaml:2:1: not valid YAML: expected a single document in the stream, but found another document (begun in line 1)",
        ),
        ("a: !secret slack\n", "x.yaml:1:4: tag '!secret' is not understood; write the text itself"),
        (
            "a: !!python/object:os.system {}\n",
            "x.yaml:1:4: tag 'tag:yaml.org,2002:python/object:os.system' is not understood; write the text itself",
        ),
        ("{{ name }}: 1\n", "x.yaml:1:1: a key must be plain text"),
        (b"a: 1\nb: D\xe9lai\n", "x.yaml:2:5: byte 9 is not UTF-8; save the file as UTF-8"),
        ("a: 1\n".encode("utf-16"), "x.yaml:1:1: byte 0 is not UTF-8; save the file as UTF-8"),
        ("a: 1\nb: x\0y\n", "x.yaml:2:5: control character U+0000; delete it"),
        ("a: " + "[" * 3000, f"x.yaml:1:23: more than {MAX_DEPTH} levels"),
        ("a: &x [*x]\n", f"x.yaml:1:4: more than {MAX_DEPTH} levels"),
        ("a: &x 1\nb: [" + "*x, " * (MAX_ALIASES + 1) + "]\n", f"x.yaml:2:405: more than {MAX_ALIASES} aliases"),
        (NINE_BY_NINE, "x.yaml:1:5: more than 500000 values"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, content: str | bytes, expected: str) -> None:
    assert told(tmp_path, content) == [expected]


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, "a: 1\na: 2\nb: !x 1\n? [c]\n: 3\n")) == 3


def test_a_missing_file_comes_with_its_remedy(tmp_path: Path) -> None:
    (fault,) = read_sheet(tmp_path / "x.yaml").problems
    assert str(fault) == (
        f"{tmp_path}/x.yaml:1:1: no such file; write it (docs/configuration.md),"
        " or set MONITOR_CONFIG_DIR to the folder that holds it"
    )


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (fault,) = read_sheet(tmp_path).problems
    assert fault.message == "cannot be read: Is a directory"


@given(
    st.lists(
        st.tuples(st.integers(0, 3000), st.sampled_from("\t\n\0\ufeff\x85\u2028 []{}:,-#&*!|>'\"%@`?~$éa0")), max_size=8
    ),
    st.integers(0, 3000),
)
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_gives_a_value_or_faults_and_nothing_else(edits: list[tuple[int, str]], end: int) -> None:
    text = (Path(__file__).resolve().parents[2] / "config" / "watchlists.yaml").read_text("utf-8")
    for at, sign in edits:
        text = text[:at] + sign + text[at + 1 :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "watchlists.yaml"
        path.write_text(text[: max(end, 1)], "utf-8")
        assert all(fault.line >= 1 and fault.column >= 1 for fault in faults_of(path))


def faults_of(path: Path) -> tuple[Problem, ...]:
    try:
        return load_watchlist(path, {}).warnings
    except ConfigError as refusal:
        return refusal.problems
