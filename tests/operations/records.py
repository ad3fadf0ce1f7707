"""What tests of claims and sources share: the town as a newsroom with people, and what they type."""

from dataclasses import replace
from typing import Any

from factually_app.domain.staff import Role
from factually_app.domain.typed import TypedClaim, TypedEvidence, TypedSource
from tests.importing import id_of
from tests.staff import a_member


def people(engine):
    """Return a writer, a reviewer and an editor."""
    return tuple(a_member(engine, role) for role in (Role.WRITER, Role.REVIEWER, Role.EDITOR))


def a_claim(**fields: Any) -> TypedClaim:
    typed = TypedClaim(text="The ladder was too short.", about="the ladder", rating="supported", checked=True)
    return replace(typed, **fields)


def a_source(**fields: Any) -> TypedSource:
    typed = TypedSource(title="Invoice for a ladder", publisher="Weir Ironmongers", kind="invoice")
    return replace(typed, **fields)


def a_founded_claim(engine, **fields: Any) -> TypedClaim:
    """Return what is typed of a claim that the minutes support, so that it may go live."""
    return a_claim(evidence=(citing(engine, "minutes"),), **fields)


def citing(engine, ref: str, **fields: Any) -> TypedEvidence:
    return TypedEvidence(source_id=id_of(engine, "source", ref), **fields)
