"""The arithmetic of ratios: slice by slice, middle and bounds."""

from pathlib import Path

import pytest

from factually_app.bench.figures import (
    Figure,
    Run,
    Spread,
    WrongCountError,
    interleaved,
    percentile,
    require,
)


def figure(values, beside=(), **bounds):
    return Figure("laps", "a second", values, beside, "a walk", **bounds)


def test_a_spread_has_the_least_the_middle_and_the_most():
    assert Spread.of([3, 1, 2]) == Spread(1, 2, 3)
    assert Spread.of([4, 1, 2, 3]) == Spread(1, 2.5, 4)


def test_a_ratio_is_taken_slice_by_slice():
    # The middles alone would give 20 / 10; the second slice was slow for both.
    assert figure([10, 20, 40], [10, 5, 40]).ratio == Spread(1, 1, 4)


def test_without_a_yardstick_there_is_no_ratio_and_nothing_to_hold():
    assert (figure([1, 2]).ratio, figure([1, 2], at_least=1).holds) == (None, None)


def test_slices_that_do_not_match_are_a_fault():
    with pytest.raises(ValueError, match="shorter"):
        _ = figure([1, 2], [1]).ratio


@pytest.mark.parametrize(
    ("bounds", "holds"),
    [
        ({}, None),
        ({"at_least": 2.0}, True),
        ({"at_least": 2.01}, False),
        ({"at_most": 2.0}, True),
        ({"at_most": 1.99}, False),
        ({"at_least": 1.0, "at_most": 1.5}, False),
        ({"at_least": 1.0, "at_most": 3.0}, True),
    ],
)
def test_the_middle_ratio_is_what_has_to_hold(bounds, holds):
    assert figure([1, 20, 300], [1, 10, 10], **bounds).holds is holds


def test_on_unsteady_ground_nothing_is_decided():
    assert figure([2.0], [1.0], at_least=1.0).holds is True
    assert figure([2.0], [1.0], at_least=1.0, is_steady=False).holds is None


@pytest.mark.parametrize(
    ("percent", "value"), [(0, 1), (1, 1), (50, 50), (95, 95), (99, 99), (99.5, 100), (100, 100)]
)
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(percent, value):
    assert percentile(list(range(100, 0, -1)), percent) == value


def test_the_percentile_of_few_values_is_one_of_them():
    assert [percentile([7.0], percent) for percent in (1, 50, 99)] == [7.0] * 3
    assert percentile([1.0, 2.0], 50) == 1.0
    assert percentile([1.0, 2.0], 51) == 2.0


def test_slices_are_interleaved_and_each_begins_with_another_measure():
    taken, said = [], []

    def measure(name):
        return lambda: taken.append(name) or float(len(taken))

    run = Run(Path("."), slices=3, say=said.append)
    assert interleaved({name: measure(name) for name in "abc"}, run) == {
        "a": [1.0, 6.0, 8.0],
        "b": [2.0, 4.0, 9.0],
        "c": [3.0, 5.0, 7.0],
    }
    assert "".join(taken) == "abcbcacab"
    assert said[3] == "slice 2 of 3: b"


def test_what_did_not_do_its_work_has_no_speed():
    require(True, "all is well")
    with pytest.raises(WrongCountError, match="an event was not counted"):
        require(False, "an event was not counted")
