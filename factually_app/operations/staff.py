"""Who is of the newsroom: adding a member, giving them another role, letting them go."""

import secrets
from dataclasses import dataclass, field

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.errors import FactuallyError, FormError, NotFoundError
from factually_app.domain.staff import Actor, Role, StaffMember
from factually_app.operations.addresses import folded_address, read_address, read_name
from factually_app.operations.passwords import hash_password
from factually_app.operations.sign_in_links import new_link
from factually_app.store import audit, recovery_codes, sign_in_links, staff_sessions
from factually_app.store.engine import Engine, Statement, guard_changed
from factually_app.store.staff import all_members, find_member, get_member, insert_member
from factually_app.store.staff_statements import deactivate_member, reactivate_member, update_role


class LastAdministratorError(FactuallyError):
    """Nobody could look after the accounts any more."""

    def __init__(self) -> None:
        super().__init__("This is the only administrator; make somebody else one first.")


@dataclass(frozen=True)
class Added:
    """A member who was just added, with the token of the link for their password unless they have one."""

    member: StaffMember
    token: str | None = field(default=None, repr=False)


def add_member(
    engine: Engine, by: Actor, *, name: str, address: str, role: Role, password: str | None = None
) -> Added:
    """Take somebody into the newsroom, also somebody who left it; without a password they get a link.

    FormError when name or address cannot be kept, or somebody signs in with that address already.
    """
    name, address = _read(name, address)
    known = find_member(engine.reader(), address)
    if known and known.is_active:
        raise FormError({"address": f"{known.name} signs in with this address already."})
    member = _new_member(engine, known, name, address, role, password)
    token, link = (None, []) if password is not None else new_link(by, member.id)
    entry = audit.insert_entry(
        by, Action.ADD_MEMBER, "staff_member", member.id, at=member.updated_at, after=_fields(member)
    )
    engine.commit([*_let_in(known, member), entry, *link])
    return Added(member, token)


def _read(name: str, address: str) -> tuple[str, str]:
    """Return name and address as they are kept; FormError with a sentence for each that cannot be."""
    problems: dict[str, str] = {}
    found = []
    for text, read in ((name, read_name), (address, read_address)):
        try:
            found.append(read(text))
        except FormError as error:
            problems |= error.problems
    if problems:
        raise FormError(problems)
    return found[0], found[1]


def change_role(engine: Engine, by: Actor, staff_id: str, role: Role, *, seen: int) -> None:
    """Give a member another role and sign them out everywhere; `seen` is the version on the screen.

    LastAdministratorError when nobody would be left to look after the accounts.
    """
    member = get_member(engine.reader(), staff_id)
    if member.role is role:
        return
    if role is not Role.ADMINISTRATOR:
        _require_another_administrator(engine, member)
    at = clock.stamp()
    entry = audit.insert_entry(
        by,
        Action.CHANGE_ROLE,
        "staff_member",
        staff_id,
        at=at,
        before={"role": member.role.value},
        after={"role": role.value},
    )
    change = update_role(staff_id, role, seen=seen, at=at)
    engine.commit([change, guard_changed(), staff_sessions.delete_sessions_of(staff_id), entry])


def remove_member(engine: Engine, by: Actor, staff_id: str, *, seen: int) -> None:
    """Let a member in no more. Their name stays on what they did; what they signed in with is not kept."""
    member = get_member(engine.reader(), staff_id)
    _require_another_administrator(engine, member)
    at = clock.stamp()
    engine.commit(
        [
            deactivate_member(staff_id, seen=seen, at=at),
            guard_changed(),
            staff_sessions.delete_sessions_of(staff_id),
            sign_in_links.delete_links_of(staff_id),
            *recovery_codes.replace_codes(staff_id, []),
            audit.insert_entry(
                by, Action.REMOVE_MEMBER, "staff_member", staff_id, at=at, before=_fields(member)
            ),
        ]
    )


def member_at(engine: Engine, address: str) -> StaffMember:
    """Return who signs in with an address; NotFoundError when nobody of the newsroom does."""
    found = find_member(engine.reader(), folded_address(address))
    if found is None or not found.is_active:
        raise NotFoundError(f"nobody signs in with '{address}'; `factually staff list` says who does")
    return found


def _require_another_administrator(engine: Engine, member: StaffMember) -> None:
    """The batch is guarded by the same; this says it in better words."""
    others = [each for each in all_members(engine.reader()) if each.id != member.id]
    if member.may(Role.ADMINISTRATOR) and not any(each.may(Role.ADMINISTRATOR) for each in others):
        raise LastAdministratorError


def _new_member(
    engine: Engine, known: StaffMember | None, name: str, address: str, role: Role, password: str | None
) -> StaffMember:
    at = clock.stamp()
    return StaffMember(
        id=known.id if known else secrets.token_hex(6),
        name=name,
        address=address,
        role=role,
        is_active=True,
        password_hash=None if password is None else hash_password(password, about=(name, address)),
        totp_secret=None,
        totp_step=known.totp_step if known else 0,
        version=known.version + 1 if known else 1,
        created_at=known.created_at if known else at,
        updated_at=at,
    )


def _let_in(known: StaffMember | None, member: StaffMember) -> list[Statement]:
    if known is None:
        return [insert_member(member)]
    back = reactivate_member(
        member.id,
        name=member.name,
        role=member.role,
        password_hash=member.password_hash,
        seen=known.version,
        at=member.updated_at,
    )
    return [back, guard_changed()]


def _fields(member: StaffMember) -> dict[str, object]:
    return {"name": member.name, "address": member.address, "role": member.role.value}
