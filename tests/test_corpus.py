"""Measures the reader against the labelled corpus named by DEADLINE_CORPUS; floors lie a little under what was reached."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli.documents import Broken, documents
from monitor.extract import read
from monitor.shown.contract import reading_json

pytestmark = pytest.mark.corpus
ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("DEADLINE_CORPUS") or ROOT.parent / "shared" / "corpus")
FLOORS = {
    "gov": {
        "date_f1": 0.95,
        "strict_f1": 0.93,
        "clean": 1.0,
        "instant": 0.95,
        "targets": 0.9,
        "issuer": 0.95,
        "status": 0.9,
        "rate": 0.9,
    },
    "news": {"date_f1": 0.9, "strict_f1": 0.9, "clean": 0.95, "targets": 0.8, "status": 0.9},
}


def score(script: str, *arguments: Path | str) -> str:
    """What the corpus's own score script prints."""
    file = CORPUS.parent / script
    if not file.is_file():
        pytest.skip(f"{file} is absent")
    command = [sys.executable, str(file), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def written(source: Path, out: Path) -> Path:
    """The contract's lines for each document of `source`."""
    lines = []
    for each in documents([source], None):
        assert not isinstance(each, Broken), each
        lines.append(json.dumps(reading_json(each, read(each, timexes=True), timexes=True), ensure_ascii=False))
    out.write_text("\n".join(lines), encoding="utf-8")
    return out


@pytest.fixture(autouse=True)
def _needs_corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}; DEADLINE_CORPUS names it")


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores_do_not_fall_under_their_floors(name: str, tmp_path: Path) -> None:
    out = written(CORPUS / f"{name}.docs.jsonl", tmp_path / "out.jsonl")
    scores = json.loads(score("score.py", CORPUS / f"{name}.gold.jsonl", out, "--json"))
    low = {key: (scores[key], floor) for key, floor in FLOORS[name].items() if scores[key] < floor}
    assert not low, f"{scores}"


def test_phenomena_of_date_language_are_read(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text(score("score_phenomena.py", CORPUS / "phenomena.csv", os.devnull, "--docs"), encoding="utf-8")
    told = score("score_phenomena.py", CORPUS / "phenomena.csv", written(sheet, tmp_path / "out.jsonl"))
    right = re.search(r"right=(\d+)/(\d+)", told)
    assert right is not None
    assert int(right[1]) >= 0.94 * int(right[2]), told
