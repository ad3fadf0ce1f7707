"""A finding: something about a draft that its writer should see, or that keeps it from being published."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """Whether a finding keeps a draft from being published, or only wants to be looked at."""

    STOPS = "stops"
    WARNS = "warns"


@dataclass(frozen=True)
class Finding:
    """`field` is the name of the form's field that it is about."""

    weight: Weight
    field: str
    sentence: str

    @property
    def stops(self) -> bool:
        return self.weight is Weight.STOPS


def stop(field: str, sentence: str) -> Finding:
    """Return what keeps a draft from being published."""
    return Finding(Weight.STOPS, field, sentence)


def warn(field: str, sentence: str) -> Finding:
    """Return what a writer should look at."""
    return Finding(Weight.WARNS, field, sentence)
