"""Vectors in memory: exact products, growth, what replaces what, what a changed record is found by."""

import threading

import numpy as np
import pytest

from factually_app.extras import prepare_model
from factually_app.operations.vectors import fill_vectors
from factually_app.semantic.matrix import Matrix
from factually_app.semantic.vector import Vector
from factually_app.store.matching import find_matches
from factually_app.store.others_claims import put_others_claim
from factually_app.store.vectors import KeptVector, vectors_since
from tests.factories import others_claim

pytestmark = pytest.mark.semantic

CHANCE = np.random.default_rng(1994)


def a_vector(scale=0.01):
    return Vector(scale, CHANCE.integers(-127, 128, 384, dtype=np.int8))


def kept(vectors, *, first=1):
    return [KeptVector(first + n, 100 + n, vector.packed) for n, vector in enumerate(vectors)]


@pytest.fixture
def matrix(semantic_settings):
    return Matrix(prepare_model(semantic_settings))


def test_products_are_exact(matrix):
    extremes = [Vector(1.0, np.full(384, number, np.int8)) for number in (127, -127, -128)]
    vectors = [*extremes, *(a_vector() for _ in range(3_000))]
    matrix.add(kept(vectors))
    for asked in (*extremes, a_vector()):
        rows, closeness = matrix.closeness(asked)
        whole = np.array([v.numbers for v in vectors], np.int64) @ asked.numbers.astype(np.int64)
        scales = np.array([v.scale for v in vectors])
        assert closeness == pytest.approx(whole * scales * asked.scale, rel=1e-5, abs=1e-6)
        assert rows.numbers[: rows.count].tolist() == list(range(100, 100 + len(vectors)))


def test_an_empty_one_answers_nothing(matrix):
    rows, closeness = matrix.closeness(a_vector())
    assert rows.count == len(closeness) == 0


def test_a_later_vector_replaces_an_earlier_one_and_an_empty_one_takes_it_away(matrix):
    old, new = a_vector(), a_vector()
    matrix.add(kept([old, old]))
    matrix.add([KeptVector(3, 100, new.packed), KeptVector(4, 101, b"")])
    rows, _ = matrix.closeness(old)
    assert rows.numbers[rows.standing].tolist() == [100]
    assert rows.serials[rows.standing].tolist() == [3]
    assert matrix.newest == 4


def test_replaced_rows_are_left_behind_when_it_grows(matrix):
    for turn in range(40):
        matrix.add(kept([a_vector() for _ in range(500)], first=1 + 500 * turn))
    rows, closeness = matrix.closeness(a_vector())
    assert sorted(rows.numbers[rows.standing].tolist()) == list(range(100, 600))
    assert rows.count == len(closeness) <= 2_000


def test_whoever_asks_while_it_grows_sees_whole_rows(matrix):
    ones, done, wrong = Vector(1.0, np.ones(384, np.int8)), threading.Event(), []

    def ask():
        while not done.is_set():
            rows, closeness = matrix.closeness(ones)
            wrong.extend(closeness[rows.standing[rows.standing < len(closeness)]] != 384)

    asking = threading.Thread(target=ask)
    asking.start()
    for turn in range(100):
        matrix.add(kept([ones] * 300, first=1 + 300 * turn))
    done.set()
    asking.join()
    assert not any(wrong)


def test_each_vector_is_read_once_and_a_changed_text_is_not_found_by_its_old_one(engine, meaning):
    theirs = others_claim(text="A goat rang the bell of the town hall.")
    engine.commit([put_others_claim(theirs)])
    asked = "which animal sounded the chimes"

    def found():
        return [match.id for match in find_matches(engine.reader(), asked, meaning=meaning)]

    assert found() == []
    sum(fill_vectors(engine, meaning.encoder))
    assert found() == [theirs.id]
    engine.commit([put_others_claim(others_claim(text="The weir was painted green."))])
    assert found() == []
    sum(fill_vectors(engine, meaning.encoder))
    assert found() == []
    assert len(vectors_since(engine.reader(), meaning.encoder.model, 0, most=10)) == 1
