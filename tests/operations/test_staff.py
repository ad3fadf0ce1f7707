"""Who is of the newsroom"""

import pytest

from factually_app.domain.errors import ConflictError, FormError, NotFoundError
from factually_app.domain.password import PasswordError
from factually_app.domain.staff import Actor, Role
from factually_app.operations.passwords import hash_password, knows_password
from factually_app.operations.sessions import find_signed_in, open_sessions
from factually_app.operations.sign_in_links import (
    link_owner,
    make_sign_in_link,
    set_password,
    set_password_by_link,
)
from factually_app.operations.staff import (
    LastAdministratorError,
    add_member,
    change_role,
    member_at,
    remove_member,
)
from factually_app.store.audit import newest_entries
from factually_app.store.engine import guard_changed
from factually_app.store.staff import all_members, get_member
from factually_app.store.staff_statements import deactivate_member, update_role
from tests.newcomers import PASSWORD, a_session, with_password
from tests.staff import a_member

BY = Actor(None, "factually staff")
pytestmark = pytest.mark.usefixtures("quick_hashes")


def add(engine, **fields):
    return add_member(
        engine, BY, **{"name": "Willa", "address": "willa@weir.example", "role": Role.WRITER, **fields}
    )


def test_who_is_added_sets_a_password_by_a_link_that_works_once(engine):
    added = add(engine, address=" Willa@Weir.example ")
    assert added.member.address == "willa@weir.example"
    assert link_owner(engine, added.token).id == added.member.id
    set_password_by_link(engine, added.token, PASSWORD)
    assert knows_password(get_member(engine.reader(), added.member.id).password_hash, PASSWORD)
    with pytest.raises(NotFoundError):
        set_password_by_link(engine, added.token, "another ladder and bell")
    assert knows_password(get_member(engine.reader(), added.member.id).password_hash, PASSWORD)


def test_a_link_is_good_for_a_day(engine, stopped):
    added = add(engine)
    stopped.pass_by(hours=23, minutes=59)
    assert link_owner(engine, added.token)
    stopped.pass_by(minutes=1)
    with pytest.raises(NotFoundError):
        link_owner(engine, added.token)


def test_a_newer_link_takes_the_place_of_the_older_one(engine):
    added = add(engine)
    newer = make_sign_in_link(engine, BY, added.member.id)
    with pytest.raises(NotFoundError):
        link_owner(engine, added.token)
    assert link_owner(engine, newer)


def test_what_cannot_be_a_password_does_not_use_the_link_up(engine):
    added = add(engine)
    for password in ("short", "passwordpassword", "willa@weir.example", "a" * 129, "ladder\x00 bell tower"):
        with pytest.raises(PasswordError):
            set_password_by_link(engine, added.token, password)
    assert set_password_by_link(engine, added.token, PASSWORD)


def test_neither_token_nor_password_is_kept_or_put_on_record(engine, tmp_path):
    added = add(engine)
    set_password_by_link(engine, added.token, PASSWORD)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert added.token.encode() not in kept
    assert PASSWORD.encode() not in kept


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"address": "willa"}, "address"),
        ({"address": ""}, "address"),
        ({"address": "a@" + "b" * 260}, "address"),
        ({"name": " "}, "name"),
        ({"name": "W\x00"}, "name"),
        ({"name": "W" * 101}, "name"),
    ],
)
def test_what_cannot_be_kept_is_said_by_field(engine, fields, field):
    with pytest.raises(FormError) as caught:
        add(engine, **fields)
    assert list(caught.value.problems) == [field]
    assert all_members(engine.reader()) == []


def test_an_address_signs_in_one_member(engine):
    add(engine)
    with pytest.raises(FormError, match="Willa signs in with this address already"):
        add(engine, name="Wanda", address="WILLA@weir.example")


def test_who_left_comes_back_as_themselves_with_nothing_of_before(engine):
    a_member(engine, Role.ADMINISTRATOR)
    first = add(engine, password=PASSWORD).member
    remove_member(engine, BY, first.id, seen=first.version)
    gone = get_member(engine.reader(), first.id)
    assert (gone.is_active, gone.password_hash, gone.totp_secret) == (False, None, None)
    again = add(engine, name="Willa W.", role=Role.EDITOR)
    back = get_member(engine.reader(), first.id)
    assert again.member.id == first.id
    assert (back.name, back.role, back.is_active, back.password_hash) == ("Willa W.", Role.EDITOR, True, None)


@pytest.mark.parametrize("act", ["role", "remove", "password", "link used"])
def test_a_change_of_what_lets_them_in_signs_them_out(engine, act):
    member = with_password(engine, Role.EDITOR)
    token = a_session(engine, member).token
    assert find_signed_in(engine, token)
    if act == "role":
        change_role(engine, BY, member.id, Role.WRITER, seen=member.version)
    elif act == "remove":
        remove_member(engine, BY, member.id, seen=member.version)
    elif act == "password":
        set_password(engine, BY, member.id, "another ladder and bell")
    else:
        link = make_sign_in_link(engine, BY, member.id)
        assert find_signed_in(engine, token), "a link alone changes nothing"
        set_password_by_link(engine, link, "another ladder and bell")
    assert find_signed_in(engine, token) is None
    assert open_sessions(engine, member.id) == []


def test_the_last_administrator_stays(engine):
    adam = a_member(engine, Role.ADMINISTRATOR)
    with pytest.raises(LastAdministratorError):
        remove_member(engine, BY, adam.id, seen=adam.version)
    with pytest.raises(LastAdministratorError):
        change_role(engine, BY, adam.id, Role.EDITOR, seen=adam.version)
    eve = a_member(engine, Role.ADMINISTRATOR, name="Eve")
    remove_member(engine, BY, adam.id, seen=adam.version)
    with pytest.raises(LastAdministratorError):
        change_role(engine, BY, eve.id, Role.WRITER, seen=eve.version)


def test_of_two_administrators_who_go_at_once_one_stays(engine):
    adam, eve = a_member(engine, Role.ADMINISTRATOR), a_member(engine, Role.ADMINISTRATOR, name="Eve")
    engine.commit([deactivate_member(adam.id, seen=1, at=adam.updated_at), guard_changed()])
    for last in (
        deactivate_member(eve.id, seen=1, at=eve.updated_at),
        update_role(eve.id, Role.WRITER, seen=1, at=eve.updated_at),
    ):
        with pytest.raises(ConflictError):
            engine.commit([last, guard_changed()])
    assert get_member(engine.reader(), eve.id).may(Role.ADMINISTRATOR)


def test_who_saw_an_older_version_changes_nothing(engine):
    member = a_member(engine, Role.WRITER)
    change_role(engine, BY, member.id, Role.REVIEWER, seen=1)
    with pytest.raises(ConflictError):
        change_role(engine, BY, member.id, Role.EDITOR, seen=1)
    with pytest.raises(ConflictError):
        remove_member(engine, BY, member.id, seen=1)
    assert len(newest_entries(engine.reader(), limit=9)) == 1


def test_nobody_is_found_under_an_address_that_left(engine):
    member = a_member(engine, Role.WRITER)
    assert member_at(engine, "WILLA@weir.example") == member
    remove_member(engine, BY, member.id, seen=1)
    with pytest.raises(NotFoundError, match="nobody signs in with"):
        member_at(engine, "willa@weir.example")


def test_a_password_of_the_longest_length_is_taken():
    words = "The clock of Oddly Weir stood still. "
    assert hash_password((words * 4)[:127] + "!", about=())
