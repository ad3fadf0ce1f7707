"""Letters that perhaps ask the same in other words"""

from factually_app.operations.near_letters import near_letters
from factually_app.store.engine import Engine
from tests.letters import a_letter


def test_the_likest_come_first_and_the_unlike_not_at_all(engine: Engine) -> None:
    own = a_letter(engine, "Who paid for the bridge over the mill race?")
    half = a_letter(engine, "Who paid for a bridge of the mill and the weir?")
    most = a_letter(engine, "Who paid for the bridge over the mill race in May?")
    other = a_letter(engine, "Why did the pigeons leave the tower?")
    assert near_letters(own, [half, other, most]) == [most, half]
    assert near_letters(own, [half, other, most], most=1) == [most]
    assert near_letters(own, []) == []
