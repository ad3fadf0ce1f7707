"""How a report is printed."""

import json

import pytest

from factually_app.bench.figures import Figure, Report
from factually_app.bench.report import UnreadableResultError, as_json, as_table, results_in
from tests.bench.test_supporters import bench

REPORT = Report(
    [
        Figure("laps", "a second", [1200.0, 1000.0, 1100.0], [100.0, 100.0, 100.0], "a walk", at_least=10.0),
        Figure("naps", "ms", [2.5], [2.0], "quiet", at_most=1.0),
        Figure("steps", "a second", [0.1234]),
        Figure("hops", "a second", [2.0], [1.0], "a walk", at_least=1.0, is_steady=False),
    ],
    ["Everybody ran."],
)


def test_a_table_says_what_was_measured_wanted_and_met():
    assert as_table(REPORT).splitlines() == [
        "| measure | unit | middle (least to most) | ratio (least to most) | wanted |  |",
        "| --- | --- | --- | --- | --- | --- |",
        "| laps | a second | 1,100 (1,000 to 1,200) | 11 (10 to 12) × a walk | at least 10 | met |",
        "| naps | ms | 2.5 | 1.25 × quiet | at most 1 | not met |",
        "| steps | a second | 0.123 |  |  |  |",
        "| hops | a second | 2 | 2 × a walk | at least 1 | undecided |",
        "",
        "Everybody ran.",
    ]


def test_json_has_every_slice_and_every_spread():
    found = json.loads(as_json("running", REPORT))
    assert (found["part"], found["notes"]) == ("running", ["Everybody ran."])
    laps, naps, steps, hops = found["figures"]
    assert laps["values"] == [1200.0, 1000.0, 1100.0]
    assert laps["spread"] == {"least": 1000.0, "middle": 1100.0, "most": 1200.0}
    assert laps["ratio"] == {"least": 10.0, "middle": 11.0, "most": 12.0}
    assert [laps["holds"], naps["holds"], steps["holds"], steps["ratio"], hops["holds"]] == [
        True,
        False,
        None,
        None,
        None,
    ]


def test_what_was_printed_for_programs_is_told_again(tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).write_text(as_json("pages", REPORT))
    again = results_in("pages", [tmp_path / "first"])
    assert as_table(again) == as_table(REPORT)
    assert len(results_in("pages", [tmp_path / "first", tmp_path / "second"]).figures) == 2 * len(
        REPORT.figures
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"part": "pages", "notes": [], "figures": [{"name": 1}]}'])
def test_what_is_no_result_is_not_taken_for_one(tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(
        UnreadableResultError, match=r"r\.json is not what `factually bench PART --json` prints"
    ):
        results_in("pages", [tmp_path / "r.json"])


def test_an_earlier_result_is_told_and_drawn_by_the_command(tmp_path):
    result, chart = tmp_path / "pages.json", tmp_path / "pages.svg"
    result.write_text(as_json("pages", REPORT))
    done = bench("pages", "--from", str(result), "--svg", str(chart))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{as_table(REPORT)}\n"
    assert chart.read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["size", "--svg", "out.svg"], "there is no chart of 'size'; there are charts of pages, "),
        (["size", "--from", "RESULT"], "r.json holds results of 'pages', not of 'size'"),
        (["pages", "--from", "nowhere.json"], "'nowhere.json' does not exist"),
    ],
)
def test_a_mistake_is_a_sentence(tmp_path, arguments, said):
    (tmp_path / "r.json").write_text(as_json("pages", REPORT))
    done = bench(*(str(tmp_path / "r.json") if word == "RESULT" else word for word in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
