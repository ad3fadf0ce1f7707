"""Charts of results: they say in words what they draw, and are seen by light and in the dark."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from factually_app.bench.charts import paper
from factually_app.bench.charts.lines import _APART, _apart
from factually_app.bench.charts.parts import CHARTS, NoChartError, chart_of
from factually_app.bench.charts.scale import Scale
from factually_app.bench.figures import Figure, Report
from tests import charts

SVG = "{http://www.w3.org/2000/svg}"
BESIDE = ([2.0, 2.0, 2.0], "Flask hello")
REPORTS = {
    "pages": Report(
        [
            Figure("cached article", "a second", [8.0, 10.0, 12.0], *BESIDE, at_least=6),
            Figure("cached article, cost", "µs of CPU", [1.0, 1.0, 1.0], *BESIDE),
            Figure("yardstick: hello", "a second", [2.0, 2.0, 2.0]),
        ]
    ),
    "startup": Report(
        [
            Figure("factually serve, until the first answer", "s", [1.5], [1.0], "1 s", at_most=1),
            Figure("factually serve, until the first answer", "s", [1.5], [0.3], "hello"),
            Figure("factually serve, a worker's memory", "MB", [80.0]),
            Figure("python -c pass", "s", [0.02]),
        ]
    ),
    **{
        part: Report(
            [
                Figure(f"{name} {size}", "µs", [value, value * 2], series=name, at=size)
                for name, value in (("article", 9_000.0), ("front page", 2_000.0))
                for size in (100, 1_000)
            ]
        )
        for part in ("growth", "supporters", "match")
    },
}


def drawn(part: str) -> ET.Element:
    return ET.fromstring(chart_of(part, REPORTS[part]))


def words(chart: ET.Element) -> list[str]:
    return [text.text or "" for text in chart.iter(f"{SVG}text")]


@pytest.mark.parametrize("part", CHARTS)
def test_a_chart_has_a_title_and_says_its_values_to_who_does_not_see_it(part):
    chart = drawn(part)
    assert (chart.get("role"), chart.get("aria-labelledby")) == ("img", "title told")
    title, told = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
    assert (title.get("id"), told.get("id")) == ("title", "told")
    assert title.text in words(chart)
    assert re.search(r": [\d.,]+ (×|s|ms|a second)", told.text)


@pytest.mark.parametrize("part", CHARTS)
def test_the_same_results_are_the_same_chart_and_fetch_nothing(part):
    chart = chart_of(part, REPORTS[part])
    assert chart == chart_of(part, REPORTS[part])
    assert "script" not in chart
    assert re.findall(r"https?://[^\"]+", chart) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("part", CHARTS)
def test_nothing_is_drawn_beside_the_paper(part):
    chart = drawn(part)
    width, height = (float(chart.get(side)) for side in ("width", "height"))
    for line in chart.iter(f"{SVG}line"):
        assert all(0 <= float(line.get(x)) <= width for x in ("x1", "x2"))
        assert all(0 <= float(line.get(y)) <= height for y in ("y1", "y2"))


def test_pages_are_drawn_as_ratios_with_what_was_wanted():
    chart = drawn("pages")
    assert "cached article / Flask hello" in words(chart)
    assert "5 ×" in words(chart)
    assert "wanted: at least" in words(chart)
    assert not any("cost" in text or "yardstick: hello" in text for text in words(chart))
    assert "wanted at least 6" in chart.find(f"{SVG}desc").text


def test_a_start_is_drawn_once_in_seconds_the_shortest_first():
    said = words(drawn("startup"))
    assert [text for text in said if text in ("python -c pass", "factually serve, answers")] == [
        "python -c pass",
        "factually serve, answers",
    ]
    assert "1.5 s" in said
    assert not any("memory" in text for text in said)


def test_growth_is_drawn_in_milliseconds_with_a_name_at_the_end_of_each_line():
    chart = drawn("growth")
    assert {"article: 13.5", "front page: 3", "100", "1,000"} <= set(words(chart))
    assert "article: 13.5 ms at 100, 13.5 ms at 1,000" in chart.find(f"{SVG}desc").text
    assert len(list(chart.iter(f"{SVG}polyline"))) == 2


def test_what_has_no_chart_says_so():
    with pytest.raises(NoChartError, match="no chart of 'size'; there are charts of pages, growth, "):
        chart_of("size", Report([]))


def test_names_at_the_ends_of_lines_get_apart_and_stay_above_the_axis():
    places = _apart([100.0, 101.0, 102.0, 405.0, 406.0])
    assert all(after - before >= _APART for before, after in itertools.pairwise(places))
    assert (places[0], places[-1]) == (100.0, 406.0)
    assert _apart([10.0, 200.0]) == [10.0, 200.0]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.6, 8.0], [0.5, 1, 2, 5, 10]),
        ([900.0, 30_000.0], [1_000, 3_000, 10_000, 30_000]),
        ([1.0, 1.0], [1, 2, 5, 10]),
        ([3.0, 2_000_000.0], [10, 100, 1_000, 10_000, 100_000, 1_000_000]),
    ],
)
def test_an_axis_names_few_round_values(values, ticks):
    scale = Scale.over(values, 0, 100)
    assert scale.least <= min(values)
    assert scale.most >= max(values)
    assert scale.ticks == pytest.approx(ticks)


def test_an_axis_from_nothing_has_even_steps():
    scale = Scale.over([0.02, 2.9], 0, 100, is_log=False)
    assert scale.at(0) == 0
    assert scale.ticks == [0, 1, 2, 3]


@pytest.mark.parametrize("side", [0, 1], ids=["by light", "in the dark"])
def test_words_and_lines_stand_out_from_the_paper(side):
    back = luminance(paper._INKS["paper"][side])
    for name, pair in paper._INKS.items():
        if name not in ("paper", "line"):
            dark, light = sorted((back, luminance(pair[side])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{name} is too pale"


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# ---- docs/performance.md ----------------------------------------------------------------------


def test_the_charts_of_the_documentation_are_those_of_the_results_that_are_kept():
    for part, chart in charts.drawn().items():
        assert (charts.DRAWN / f"{part}.svg").read_text("utf-8") == chart, "`make charts` draws them anew"
    assert {file.stem for file in charts.DRAWN.glob("*.svg")} == set(CHARTS)


def test_the_tables_beside_them_are_too():
    text = charts.PAGE.read_text("utf-8")
    assert charts.page_of(text) == text, "`make charts` writes them anew"
