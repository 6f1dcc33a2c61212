"""Measures the reader against passages of our own; `unseen` is only scored, so that it tells whether rules are general."""

import json
from pathlib import Path

import pytest
from test_corpus import score, written

PASSAGES = Path(__file__).parent / "passages"
FLOORS = {
    "tuned/official": {"date_f1": 0.97, "strict_f1": 0.97, "clean": 0.97},
    "tuned/news": {"date_f1": 0.97, "strict_f1": 0.97, "clean": 0.97},
    "unseen/official": {"date_f1": 0.87, "strict_f1": 0.84, "clean": 0.9, "targets": 0.93, "status": 0.95},
    "unseen/news": {"date_f1": 0.78, "strict_f1": 0.7, "clean": 0.9, "targets": 0.88, "status": 0.87},
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores_do_not_fall_under_their_floors(name: str, tmp_path: Path) -> None:
    out = written(PASSAGES / f"{name}.docs.jsonl", tmp_path / "out.jsonl")
    scores = json.loads(score("score.py", PASSAGES / f"{name}.gold.jsonl", out, "--json"))
    low = {key: (scores[key], floor) for key, floor in FLOORS[name].items() if scores[key] < floor}
    assert not low, f"{scores}"


@pytest.mark.parametrize(
    "path", sorted(PASSAGES.glob("*/*.gold.jsonl")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_each_label_quotes_its_passage(path: Path) -> None:
    texts = {}
    for line in path.with_name(path.name.replace("gold", "docs")).read_text().splitlines():
        fields = json.loads(line)
        texts[fields["id"]] = (fields.get("title") or "") + "\n" + fields["text"]
    for line in path.read_text().splitlines():
        label = json.loads(line)
        for row in label["gold"]:
            assert row["evidence"] in texts[label["id"]], label["id"]
