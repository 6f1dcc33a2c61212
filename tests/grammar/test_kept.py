"""What was read off the patterns in one run serves the next."""

import sys

import pytest

import monitor.extract  # noqa: F401  (enrols all patterns)
from monitor import lexicon_file
from monitor.grammar import kept, openings, signs
from monitor.grammar.lexicon import PATTERNS


@pytest.fixture
def forgotten(monkeypatch):
    monkeypatch.setattr(signs, "RECALLED", {})
    monkeypatch.setattr(openings, "RECALLED", {})


def named():
    return {(pattern.pattern, pattern.flags): pattern for pattern in PATTERNS}


@pytest.mark.usefixtures("forgotten")
def test_every_pattern_is_recalled_as_it_was_read_off():
    kept.recall(kept.written())
    for name, pattern in named().items():
        assert signs.required.__wrapped__(pattern) is signs.RECALLED[name]
        assert openings.openings.__wrapped__(pattern) is openings.RECALLED[name]
        assert signs.RECALLED[name] == signs._required(pattern)
        assert openings.RECALLED[name] == openings._of_pattern(pattern)


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize(
    "damaged", [b"", b"{}", b'[["x", 0, ["y"], null, false]]', b'[["x", "0", [["y"]], null, false]]']
)
def test_what_nobody_has_written_is_refused(damaged):
    with pytest.raises(ValueError, match=r".*"):
        kept.recall(damaged)
    assert not signs.RECALLED


@pytest.mark.usefixtures("forgotten")
class TestTheFile:
    def test_is_written_once_and_recalled_from_then_on(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        lexicon_file.prepare(tmp_path)
        (file,) = tmp_path.iterdir()
        assert not signs.RECALLED
        lexicon_file.prepare(tmp_path)
        assert signs.RECALLED.keys() == named().keys()
        assert [file] == list(tmp_path.iterdir())

    def test_is_written_anew_where_it_is_damaged_and_takes_the_place_of_other_versions(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        file = tmp_path / lexicon_file._name()
        file.write_bytes(b"half a fi")
        (tmp_path / f"lexicon.{sys.implementation.cache_tag}.0123456789abcdef.json").write_bytes(b"[]")
        lexicon_file.prepare(tmp_path)
        assert [file] == list(tmp_path.iterdir())
        assert file.read_bytes() == kept.written()

    def test_is_not_written_where_python_writes_no_compiled_files(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        lexicon_file.prepare(tmp_path)
        assert not list(tmp_path.iterdir())

    def test_is_done_without_where_it_cannot_be_written(self, tmp_path, monkeypatch):
        monkeypatch.setattr(sys, "dont_write_bytecode", False)
        (tmp_path / "file").touch()
        lexicon_file.prepare(tmp_path / "file")
