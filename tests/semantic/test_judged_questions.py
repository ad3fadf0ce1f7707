"""How much better the judged questions are answered where meanings are looked at."""

import pytest

from factually_app.domain.match import MatchKind
from factually_app.operations.vectors import fill_vectors
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import put_others_claim
from tests.other_claims import other_claims
from tests.store.test_judged_questions import judge

pytestmark = pytest.mark.semantic

OTHERS = 600


def test_among_the_demos_claims_two_in_a_hundred_more(demo, meaning):
    print("by words alone:")
    before = judge(demo)
    print("by words and meaning:")
    precision, recall = judge(demo, meaning)
    assert precision >= max(0.87, before[0] + 0.015)
    assert recall >= max(0.92, before[1] + 0.01)


def test_among_claims_of_others(demo, meaning):
    demo.commit([put_others_claim(claim) for claim in other_claims(OTHERS)])
    assert sum(fill_vectors(demo, meaning.encoder)) == OTHERS
    before = judge(demo)
    precision, recall = judge(demo, meaning)
    assert precision >= before[0] + 0.01
    assert recall >= before[1]


def test_what_has_nothing_to_do_with_anything_is_not_said_to_mean_the_same(demo, meaning):
    for text in (
        "How long do you boil an egg so that the yolk stays soft?",
        "The goalkeeper of the village team broke his thumb last Sunday",
        "Can I water orchids with cold tea?",
        "Vaccines contain tiny computers made of graphene",
        "The earth is flat and the pilots know it",
    ):
        found = find_matches(demo.reader(), text, kinds=[MatchKind.CLAIM], meaning=meaning)
        assert not [match for match in found if match.means_the_same], text
