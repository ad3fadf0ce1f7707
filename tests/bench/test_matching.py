"""`factually bench match` in its smallest form: every way is asked, and each question finds something."""

import json

import pytest

from factually_app.bench.claims import Speech, write_claims
from factually_app.bench.yardsticks import BareIndex
from tests.bench.test_supporters import bench


@pytest.mark.slow
def test_the_part_asks_every_way_and_tells_the_size_of_the_index():
    done = bench("match", "--rows", "1000", "--slices", "1", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    figures = {figure["name"]: figure for figure in found["figures"]}
    for way in ("find_matches", "GET /api/v1/match"):
        for percent in (50, 95, 99):
            assert figures[f"{way}, p{percent}"]["ratio"]["middle"] > 0
    assert figures["FTS5 alone, p50"]["ratio"] is None
    assert figures["index of 1,000 claims"]["spread"]["middle"] > 0
    assert figures["growth of the index"]["spread"]["middle"] > 20
    assert found["notes"][0].startswith("1,000 claims were imported")


def test_claims_and_questions_are_the_same_each_time(tmp_path):
    texts = [list(write_claims(tmp_path / f"{n}.jsonl", Speech(seed=1), range(20))) for n in range(2)]
    assert texts[0] == texts[1]
    assert (tmp_path / "0.jsonl").read_bytes() == (tmp_path / "1.jsonl").read_bytes()
    assert Speech(seed=2).question() == Speech(seed=2).question()
    assert 8 <= len(Speech(seed=2).question().split()) <= 20


def test_the_yardstick_keeps_what_it_is_given(tmp_path):
    bare = BareIndex(tmp_path / "bare.db")
    bare.add(["the bell rang", "the clock stopped"])
    bare.merge()
    bare.ask("bell clock")
    bare.close()
