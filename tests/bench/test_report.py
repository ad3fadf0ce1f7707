"""How a report is printed."""

import json

from factually_app.bench.figures import Figure, Report
from factually_app.bench.report import as_json, as_table

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
