"""Rankings made one by reciprocal rank: what stands high in any stands high, whatever its scores mean."""

from collections.abc import Sequence

K = 60
"""How little the first places differ: 1/61, 1/62, … as Cormack, Clarke and Büttcher have it."""


def fused(*rankings: Sequence[int]) -> dict[int, float]:
    """Return what each number scores that stands in any of the rankings, which have the best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (K + place)
    return scores
