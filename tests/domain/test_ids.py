"""Public ids: short, and the same everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factually_app.domain.ids import public_id


def test_the_same_reference_gives_the_same_id_on_every_machine():
    assert public_id("weir") == public_id("weir") == "9e1bd4"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_an_id_is_six_hex_digits(seed):
    assert re.fullmatch("[0-9a-f]{6}", public_id(seed))


def test_an_id_grows_until_it_is_free():
    short = public_id("weir")
    longer = public_id("weir", taken={short})
    assert longer.startswith(short)
    assert len(longer) == 7
    assert len(public_id("weir", taken={short, longer})) == 8


def test_an_id_that_cannot_be_made_is_no_endless_search():
    class Everything:
        def __contains__(self, _):
            return True

    with pytest.raises(ValueError, match="taken"):
        public_id("weir", taken=Everything())
