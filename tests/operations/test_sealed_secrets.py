"""Secrets of second factors in the database: sealed under the installation's key"""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from factually_app.domain.staff import Role
from factually_app.domain.staff_session import Stage
from factually_app.operations.sealed_secrets import OtherKeyError, opened, seal_plain_secrets, sealed
from factually_app.operations.second_factor import set_second_factor, spend_second_factor
from factually_app.operations.sessions import new_session
from factually_app.store.staff import get_member
from tests.newcomers import code, with_password
from tests.staff import KEY, SECRET, a_member

OTHER_KEY = b"o" * 32

pytestmark = pytest.mark.usefixtures("quick_hashes")


def dump_of(engine):
    with closing(sqlite3.connect(engine.reader().execute("PRAGMA database_list").fetchone()[2])) as file:
        return "\n".join(file.iterdump())


@pytest.fixture
def willa(engine):
    """A writer who has just set a second factor up."""
    willa = with_password(engine, Role.WRITER)
    session = new_session(willa, Stage.FULL, device="Weir Browser", network="192.0.2.0/24")
    set_second_factor(engine, willa.actor, willa.id, SECRET, code(), key=KEY, then=session)
    return get_member(engine.reader(), willa.id)


def test_a_dump_of_the_database_tells_no_secret(engine, willa):
    dump = dump_of(engine)
    assert willa.address in dump
    assert SECRET not in dump


def test_what_is_sealed_reads_differently_each_time_and_opens_the_same(willa):
    assert sealed(KEY, SECRET) != sealed(KEY, SECRET) != SECRET
    assert opened(KEY, sealed(KEY, SECRET)) == SECRET == opened(KEY, willa.totp_secret)


def test_the_code_of_a_phone_is_right_under_the_key_it_was_sealed_under(engine, willa):
    assert spend_second_factor(engine, willa, code(steps=1), key=KEY)
    assert spend_second_factor(engine, willa, "000000", key=KEY) is None


def test_under_another_key_a_sentence_says_what_to_do(engine, willa):
    with pytest.raises(OtherKeyError, match=r"kept under another secret key .* Use a recovery code"):
        spend_second_factor(engine, willa, code(steps=1), key=OTHER_KEY)


def test_what_was_altered_is_not_taken_either(willa):
    with pytest.raises(OtherKeyError):
        opened(KEY, f"{willa.totp_secret[:-3]}AA=")


def test_recovery_codes_work_whatever_the_key(engine):
    willa = with_password(engine, Role.WRITER)
    session = new_session(willa, Stage.FULL, device="Weir Browser", network="192.0.2.0/24")
    codes = set_second_factor(engine, willa.actor, willa.id, SECRET, code(), key=KEY, then=session)
    member = get_member(engine.reader(), willa.id)
    assert spend_second_factor(engine, member, codes[0], key=OTHER_KEY)


def test_secrets_from_before_work_and_are_sealed_in_one_batch(engine):
    members = [a_member(engine, Role.ADMINISTRATOR), a_member(engine, Role.ADMINISTRATOR, name="Ada")]
    assert SECRET in dump_of(engine)
    assert spend_second_factor(engine, members[0], code(), key=KEY)
    before = engine.commits
    assert seal_plain_secrets(engine, KEY.decode) == 2
    assert engine.commits == before + 1
    assert SECRET not in dump_of(engine)
    for member in members:
        kept = get_member(engine.reader(), member.id)
        assert spend_second_factor(engine, kept, code(), key=KEY)


def test_where_all_is_sealed_no_key_is_asked_for(engine, willa):
    def nobody_asks():
        raise AssertionError("the key was read")

    before = engine.commits
    assert seal_plain_secrets(engine, nobody_asks) == 0
    assert engine.commits == before


def test_nothing_that_seals_is_loaded_before_somebody_needs_it():
    """It takes longer to load than a start should wait for."""
    look = (
        "import sys, factually_app.cli.serving; print('cryptography' in sys.modules, 'pyotp' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == ["False", "True"]
