"""What `?open=` means"""

from hypothesis import given
from hypothesis import strategies as st

from factually_app.web.open_state import DEEPEST, MOST_OPEN, read_open_state, read_path


def test_nothing_said_means_every_section_and_no_answer() -> None:
    state = read_open_state([])
    assert state.shows_section(1)
    assert not state.paths


def test_a_path_opens_what_lies_on_the_way() -> None:
    state = read_open_state(["aaaaaa.bbbbbb.cccccc"])
    assert state.paths == {("aaaaaa",), ("aaaaaa", "bbbbbb"), ("aaaaaa", "bbbbbb", "cccccc")}


def test_s0_alone_closes_every_section() -> None:
    state = read_open_state(["s0"])
    assert not state.shows_section(1)


def test_an_answer_alone_leaves_the_sections_as_they_are() -> None:
    assert read_open_state(["aaaaaa"]).shows_section(3)


def test_a_deep_path_is_cut() -> None:
    assert len(read_path(".".join(["aaaaaa"] * 500))) == DEEPEST


@given(st.lists(st.text(max_size=40), max_size=100))
def test_any_text_is_taken_and_bounded(values: list[str]) -> None:
    state = read_open_state(values)
    assert len(state.paths) <= MOST_OPEN + DEEPEST


def test_what_one_address_may_open_is_bounded() -> None:
    values = [".".join(f"{n:03x}{depth:03x}" for depth in range(DEEPEST)) for n in range(50)]
    assert len(read_open_state(values).paths) <= MOST_OPEN + DEEPEST
