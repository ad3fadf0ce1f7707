"""The thank-you wall: a supporter offers a first name and takes it back, moderators approve or decline it."""

import secrets

from factually_app import clock
from factually_app.content.first_name import first_name
from factually_app.domain.audit import Action
from factually_app.domain.errors import ConflictError, NotFoundError
from factually_app.domain.pledge import Pledge
from factually_app.domain.staff import Actor
from factually_app.domain.thanks_wall import NameState, WallError, WallName
from factually_app.store import audit, edition
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.thanks_wall import approve, decline, delete_name, find_name, get_name, upsert_name
from factually_app.store.visits import payment_of_visit


def offer_name(engine: Engine, reference: str, typed: str) -> None:
    """Keep a first name, to be moderated, of whoever paid by `reference`, in place of an earlier one.

    The same name again changes nothing, so that a form sent twice does no harm. NotFoundError when
    the reference names no payment; WallError, with a sentence for the supporter, when the payment does
    not stand or what was typed is no first name.
    """
    pledge = _payment(engine, reference)
    if not pledge.can_be_named or pledge.campaign_id is None or pledge.person is None:
        raise WallError("A name can be put on the wall once the payment is received, and while it counts.")
    name = first_name(typed)
    kept = find_name(engine.reader(), pledge.campaign_id, pledge.person)
    if kept and kept.name == name:
        return
    offer = upsert_name(
        name_id=secrets.token_hex(8),
        campaign_id=pledge.campaign_id,
        person=pledge.person,
        name=name,
        at=clock.stamp(),
    )
    engine.commit([offer, guard_changed(), edition.campaign_changed()])


def withdraw_name(engine: Engine, reference: str) -> None:
    """Delete what was given for the wall by whoever paid by `reference`, whether or not that still counts.

    NotFoundError when the reference names no payment; nothing happens when no name is kept.
    """
    pledge = _payment(engine, reference)
    if pledge.campaign_id and pledge.person:
        engine.commit([delete_name(pledge.campaign_id, pledge.person), edition.campaign_changed()])


def approve_name(engine: Engine, by: Actor, *name_ids: str) -> list[WallName]:
    """Let readers see names that wait: all of them or, when one does not wait any more, none."""
    names = _names(engine, name_ids)
    for name in names:
        if name.state is not NameState.PENDING:
            raise ConflictError(f"name '{name.id}' was {name.state.value} before")
    at = clock.stamp()
    decisions = [approve(name.id, seen=name.version, at=at) for name in names]
    _decide(engine, decisions, [_entry(by, Action.APPROVE_NAME, name, at) for name in names])
    return names


def decline_name(engine: Engine, by: Actor, *name_ids: str) -> list[WallName]:
    """Take away names that wait or are shown, all or none of them; their text is not kept."""
    names = _names(engine, name_ids)
    for name in names:
        if name.state is NameState.DECLINED:
            raise ConflictError(f"name '{name.id}' was declined before")
    at = clock.stamp()
    decisions = [decline(name.id, seen=name.version, at=at) for name in names]
    _decide(engine, decisions, [_entry(by, Action.DECLINE_NAME, name, at) for name in names])
    return names


def _payment(engine: Engine, reference: str) -> Pledge:
    pledge = payment_of_visit(engine.reader(), reference) if reference else None
    if pledge is None:
        raise NotFoundError("the reference names no payment that led here")
    return pledge


def _names(engine: Engine, name_ids: tuple[str, ...]) -> list[WallName]:
    db = engine.reader()
    return [get_name(db, name_id) for name_id in dict.fromkeys(name_ids)]


def _decide(engine: Engine, decisions: list[Statement], entries: list[Statement]) -> None:
    guarded = [statement for decision in decisions for statement in (decision, guard_changed())]
    engine.commit([*guarded, *entries, edition.campaign_changed()])


def _entry(by: Actor, action: Action, name: WallName, at: str) -> Statement:
    """Put a decision on record without the name itself: that may have to be erased, the record never is."""
    before = {"state": name.state.value}
    return audit.insert_entry(by, action, "wall_name", name.id, at=at, before=before)
