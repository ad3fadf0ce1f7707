"""Invented claims of other newsrooms by the thousand, about the towns around Oddly Weir and the world."""

import random
from collections.abc import Iterator

from factually_app.domain.others_claim import OthersClaim
from tests.factories import others_claim

_WHO = (
    "The mayor of {place}",
    "{name} of the Society for Slow Trains",
    "President {name}",
    "The council of {place}",
    "A video from {place}",
    "Historian {name}",
    "A post shared by {name}",
    "The parliament of {place}",
)
_DID = (
    "said in {year} that {thing} had been promised to {place2}",
    "joined the {club} with {thing} on {day} {month} {year}",
    "voted {n} to {m} against {thing}",
    "signed a treaty about {thing} with {place2} in {month} {year}",
    "claimed that {thing} caused the war between {place} and {place2}",
    "called {thing} a threat to the security of {place2}",
    "asked for membership of the {club} before {year}",
    "was invaded by {place2} because of {thing}",
    "wrote an essay on {thing} and the people of {place2}",
    "told {name2} that {thing} would not move an inch to the east",
)
_PLACES = (
    "Oddly Weir",
    "Upper Weir",
    "Lower Weir",
    "Marrow Hill",
    "Tansy Ford",
    "Crookmere",
    "Ukraine",
    "Poland",
    "Moscow",
)
_NAMES = (
    "Mabel Thorne",
    "Otto Quill",
    "Ida Fennimore",
    "Basil Crane",
    "Nils Harrow",
    "Vera Plum",
    "Boris Tully",
)
_THINGS = (
    "the clock tower",
    "slow trains",
    "the enlargement of the weir",
    "a bell of bronze",
    "the goat market",
    "gas",
    "the eastern bridge",
    "a plan of action",
    "neutral ground",
    "the ferry",
    "a nuclear mill",
    "the fleet of barges",
)
_CLUBS = ("Alliance of Towns", "Bell Union", "Partnership of Weirs", "Council of Ferries")
_MONTHS = ("January", "February", "March", "April", "June", "July", "September", "December")


def other_claims(count: int, *, seed: int = 11) -> Iterator[OthersClaim]:
    """Yield so many claims, the same ones each time."""
    chance = random.Random(seed)
    for number in range(count):
        yield others_claim(
            ref=f"other-{number}",
            text=f"{_sentence(chance)}.",
            title=_sentence(chance),
            summary=f"{_sentence(chance)}. {_sentence(chance)}.",
            speaker=chance.choice(_NAMES),
        )


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(_WHO)} {chance.choice(_DID)}".format(
        place=chance.choice(_PLACES),
        place2=chance.choice(_PLACES),
        name=chance.choice(_NAMES),
        name2=chance.choice(_NAMES),
        thing=chance.choice(_THINGS),
        club=chance.choice(_CLUBS),
        month=chance.choice(_MONTHS),
        year=chance.randint(1990, 2025),
        day=chance.randint(1, 28),
        n=chance.randint(50, 400),
        m=chance.randint(0, 90),
    )
