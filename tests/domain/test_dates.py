"""Days as history gives them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.dates import PartialDate, day_in_words


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2008", date(2008, 1, 1), date(2008, 12, 31), "2008"),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29), "February 2008"),
        ("2008-04-03", date(2008, 4, 3), date(2008, 4, 3), "3 April 2008"),
        ("1990/1991", date(1990, 1, 1), date(1991, 12, 31), "1990–1991"),
        ("2022-02-24/2022-02-25", date(2022, 2, 24), date(2022, 2, 25), "24–25 February 2022"),
        ("2022-02-24/2022-03-01", date(2022, 2, 24), date(2022, 3, 1), "24 February – 1 March 2022"),
        ("2008-04/2008-06", date(2008, 4, 1), date(2008, 6, 30), "April – June 2008"),
        ("2008-04/2009-06", date(2008, 4, 1), date(2009, 6, 30), "April 2008 – June 2009"),
        ("2008-04-03/2009", date(2008, 4, 3), date(2009, 12, 31), "3 April 2008 – 2009"),
        ("2008-04/2008-04", date(2008, 4, 1), date(2008, 4, 30), "April 2008"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "1"),
    ],
)
def test_a_date_spans_days_and_has_words(text, first, last, words):
    partial = PartialDate(text)
    assert (partial.first, partial.last, partial.words) == (first, last, words)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "08", "April 2008", "٢٠٠٨", "-2008", "2008\n", "20080403"),
        *("2008-4", "2008-04-3", "2008-04-03-01", "2008-04-03T00"),
        *("2008/", "/2008", "2008/2009/2010"),
    ],
)
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(ValueError, match="is not a date such as"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2008-13", "2008-00", "2008-04-00", "2008-02-30", "2009-02-29", "0000"])
def test_a_day_that_never_was_is_refused(text):
    with pytest.raises(ValueError, match="names a day that never was"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2009/2008", "2008-04-03/2008-04-02"])
def test_a_span_that_ends_before_it_begins_is_refused(text):
    with pytest.raises(ValueError, match="ends before it begins"):
        PartialDate(text)


@given(st.dates())
def test_every_day_there_is_can_be_written_and_read(day):
    assert PartialDate(day.isoformat()).first == PartialDate(day.isoformat()).last == day
    assert PartialDate(day.isoformat()[:7]).first <= day <= PartialDate(day.isoformat()[:7]).last


def test_equal_texts_are_equal_dates_however_much_was_asked_of_them():
    asked = PartialDate("2008-04")
    assert asked.words == "April 2008"
    assert asked == PartialDate("2008-04")
    assert hash(asked) == hash(PartialDate("2008-04"))


def test_a_day_in_words():
    assert day_in_words(date(2026, 11, 3)) == "3 November 2026"
