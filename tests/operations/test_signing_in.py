"""From an address and a password to a whole session"""

import os

import pytest
from argon2 import PasswordHasher, extract_parameters

from factually_app.domain.errors import ConflictError, NotAllowedError
from factually_app.domain.staff import Actor, Role
from factually_app.domain.staff_session import Stage
from factually_app.domain.throttle import ThrottledError
from factually_app.operations import passwords
from factually_app.operations.guessing import CODES, PER_ACCOUNT, PER_DEVICE, PER_NETWORK
from factually_app.operations.second_factor import (
    CodeError,
    make_recovery_codes,
    remove_second_factor,
    set_second_factor,
    spend_second_factor,
)
from factually_app.operations.sessions import find_signed_in, new_session
from factually_app.operations.sign_in_links import set_password
from factually_app.operations.signing_in import complete_sign_in, confirm_password, sign_in
from factually_app.store.engine import guard_changed
from factually_app.store.recovery_codes import count_unused
from factually_app.store.staff import get_member
from factually_app.store.staff_statements import require_version, spend_step
from factually_app.store.throttle import Throttle
from tests.newcomers import HERE, PASSWORD, a_session, code, elsewhere, with_password
from tests.staff import KEY, SECRET, a_member

MANY_TRIES = 10_000 if os.environ.get("FACTUALLY_LONG_TESTS") else 200

BY = Actor(None, "factually staff")
pytestmark = pytest.mark.usefixtures("quick_hashes")
KNOWN = HERE.__class__("Weir Browser", "192.0.2.0/24", "192.0.2.7", known_device="a" * 32)
WRONG = "a wrong password, long enough"


@pytest.fixture
def throttle(tmp_path):
    made = Throttle(tmp_path / "throttle.db")
    yield made
    made.close()


@pytest.fixture
def willa(engine):
    return with_password(engine, Role.WRITER)


@pytest.fixture
def adam(engine):
    return with_password(engine, Role.ADMINISTRATOR)


@pytest.fixture
def halfway(engine, adam):
    """Adam, whose password was right."""
    return find_signed_in(engine, a_session(engine, adam, Stage.PASSWORD).token)


def try_password(engine, throttle, address, password=WRONG, arrival=HERE):
    return sign_in(engine, throttle, address, password, arrival=arrival)


def test_the_password_is_enough_for_whoever_has_no_second_factor(engine, throttle, willa):
    session = try_password(engine, throttle, " Willa@weir.example", PASSWORD)
    assert find_signed_in(engine, session.token).session.stage is Stage.FULL


@pytest.mark.parametrize("secret", [SECRET, None])
def test_an_administrator_gets_halfway_with_or_without_a_second_factor(engine, throttle, secret):
    with_password(engine, Role.ADMINISTRATOR, totp_secret=secret)
    session = try_password(engine, throttle, "adam@weir.example", PASSWORD)
    assert find_signed_in(engine, session.token).session.stage is Stage.PASSWORD


@pytest.mark.parametrize(
    ("address", "password"),
    [
        ("willa@weir.example", WRONG),
        ("willa@weir.example", ""),
        ("willa@weir.example", "\ud800" * 20),
        ("nobody@weir.example", PASSWORD),
        ("", PASSWORD),
        ("\ud800", PASSWORD),
    ],
)
def test_anything_else_gets_nowhere(engine, throttle, willa, address, password):
    assert try_password(engine, throttle, address, password) is None


def test_who_left_or_has_no_password_gets_nowhere(engine, throttle):
    with_password(engine, Role.WRITER, is_active=False)
    a_member(engine, Role.EDITOR)
    assert try_password(engine, throttle, "willa@weir.example", PASSWORD) is None
    assert try_password(engine, throttle, "edda@weir.example", "") is None


def test_an_unknown_address_costs_the_same_work(engine, throttle, willa, monkeypatch):
    done = []
    verify = passwords.PasswordHasher.verify
    monkeypatch.setattr(
        passwords.PasswordHasher, "verify", lambda *given: (done.append(len(given[1])), verify(*given))[1]
    )
    for address in ("willa@weir.example", "nobody@weir.example"):
        assert try_password(engine, throttle, address) is None
    a_member(engine, Role.EDITOR)
    assert try_password(engine, throttle, "edda@weir.example") is None
    assert len(done) == 3
    assert len(set(done)) == 1, "hashes with other parameters take another time"


def test_the_session_before_ends_with_a_new_sign_in(engine, throttle, willa):
    before = a_session(engine, willa)
    found = find_signed_in(engine, before.token)
    sign_in(engine, throttle, willa.address, PASSWORD, arrival=HERE, instead_of=found)
    assert find_signed_in(engine, before.token) is None


def test_who_changes_the_password_meanwhile_lets_nobody_in_by_the_old_one(engine, throttle, adam, halfway):
    set_password(engine, BY, adam.id, "another ladder and bell")
    with pytest.raises(ConflictError):
        complete_sign_in(engine, throttle, halfway, code(), key=KEY, arrival=HERE)
    with pytest.raises(ConflictError):
        engine.commit([require_version(adam.id, adam.version), guard_changed()])


def test_a_weaker_hash_is_made_anew_on_the_way(engine, throttle):
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    willa = with_password(engine, Role.WRITER, password_hash=weak)
    assert try_password(engine, throttle, willa.address, PASSWORD)
    kept = get_member(engine.reader(), willa.id).password_hash
    assert kept != weak
    assert passwords.stronger_hash(kept, PASSWORD) is None
    assert try_password(engine, throttle, willa.address, PASSWORD)


# ---- The second factor ------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_now_or_a_step_either_way_completes_with_a_new_token(
    engine, throttle, stopped, adam, halfway, steps
):
    session = complete_sign_in(engine, throttle, halfway, code(steps=steps), key=KEY, arrival=HERE)
    assert session.session.id != halfway.session.id
    assert session.session.digest != halfway.session.digest
    found = find_signed_in(engine, session.token)
    assert found.session.stage is Stage.FULL
    with pytest.raises(ConflictError):
        engine.commit([spend_step(adam.id, secret=SECRET, step=found.member.totp_step), guard_changed()])


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_of_another_time_is_none(engine, throttle, stopped, halfway, steps):
    assert complete_sign_in(engine, throttle, halfway, code(steps=steps), key=KEY, arrival=HERE) is None


@pytest.mark.parametrize("typed", ["", "000 000 000", "abcdef", "１２３４５６", "\ud800" * 6])
def test_nonsense_is_no_code(engine, throttle, stopped, halfway, typed):
    assert complete_sign_in(engine, throttle, halfway, typed, key=KEY, arrival=HERE) is None


def test_a_code_works_once_and_none_from_before_it(engine, throttle, stopped, adam):
    def halfway():
        return find_signed_in(engine, a_session(engine, adam, Stage.PASSWORD).token)

    assert complete_sign_in(engine, throttle, halfway(), code(steps=0), key=KEY, arrival=HERE)
    assert complete_sign_in(engine, throttle, halfway(), code(steps=0), key=KEY, arrival=HERE) is None
    assert complete_sign_in(engine, throttle, halfway(), code(steps=-1), key=KEY, arrival=HERE) is None
    assert complete_sign_in(engine, throttle, halfway(), code(steps=1), key=KEY, arrival=HERE)


def test_of_two_who_bring_the_same_code_at_once_one_gets_in(engine, stopped, adam):
    first, second = (spend_second_factor(engine, adam, code(), key=KEY) for _ in range(2))
    engine.commit(first.statements)
    with pytest.raises(ConflictError):
        engine.commit(second.statements)


def test_a_recovery_code_works_once_however_it_is_typed(engine, throttle, adam):
    codes = make_recovery_codes(engine, BY, adam.id)
    assert len(set(codes)) == 10
    for typed, works in ((codes[0].upper().replace("-", " "), True), (codes[0], False), (codes[1], True)):
        found = find_signed_in(engine, a_session(engine, adam, Stage.PASSWORD).token)
        assert bool(complete_sign_in(engine, throttle, found, typed, key=KEY, arrival=HERE)) == works
    assert count_unused(engine.reader(), adam.id) == 8


def test_new_recovery_codes_take_the_place_of_the_old_ones(engine, throttle, adam, halfway):
    old = make_recovery_codes(engine, BY, adam.id)
    make_recovery_codes(engine, BY, adam.id)
    assert complete_sign_in(engine, throttle, halfway, old[0], key=KEY, arrival=HERE) is None


def test_setting_up_takes_a_code_that_shows_it_works_and_spends_it(engine, throttle, stopped):
    willa = with_password(engine, Role.WRITER)
    before = a_session(engine, willa)
    session = new_session(willa, Stage.FULL, device="Weir Browser", network="x")
    with pytest.raises(CodeError):
        set_second_factor(engine, willa.actor, willa.id, SECRET, code(steps=5), key=KEY, then=session)
    codes = set_second_factor(engine, willa.actor, willa.id, SECRET, f" {code()} ", key=KEY, then=session)
    assert len(codes) == 10
    assert find_signed_in(engine, before.token) is None
    assert find_signed_in(engine, session.token)
    halfway = find_signed_in(engine, try_password(engine, throttle, willa.address, PASSWORD).token)
    assert halfway.session.stage is Stage.PASSWORD
    assert complete_sign_in(engine, throttle, halfway, code(), key=KEY, arrival=HERE) is None
    assert complete_sign_in(engine, throttle, halfway, code(steps=1), key=KEY, arrival=HERE)


def test_an_administrator_keeps_the_second_factor_unless_somebody_else_takes_it(engine, adam):
    with pytest.raises(NotAllowedError):
        remove_second_factor(engine, adam.actor, adam.id)
    token = a_session(engine, adam).token
    remove_second_factor(engine, BY, adam.id)
    assert find_signed_in(engine, token) is None
    assert get_member(engine.reader(), adam.id).lacks_second_factor
    with pytest.raises(NotAllowedError):
        make_recovery_codes(engine, BY, adam.id)


def test_halfway_lasts_a_quarter_of_an_hour(engine, stopped, adam):
    token = a_session(engine, adam, Stage.PASSWORD).token
    stopped.pass_by(minutes=15)
    assert find_signed_in(engine, token)
    stopped.pass_by(seconds=1)
    assert find_signed_in(engine, token) is None


# ---- Guessing ---------------------------------------------------------------------------------


@pytest.fixture
def free_verification(monkeypatch):
    """Let a wrong password cost no time, where it is counted how many are tried at all."""
    tried = []
    monkeypatch.setattr(
        "factually_app.operations.signing_in.knows_password", lambda *given: bool(tried.append(given))
    )
    return tried


def refused(engine, throttle, address, arrival):
    try:
        assert try_password(engine, throttle, address, arrival=arrival) is None
    except ThrottledError:
        return True
    return False


def test_one_account_is_tried_ten_times_in_a_quarter_of_an_hour_from_anywhere(
    engine, throttle, stopped, willa, free_verification
):
    for number in range(MANY_TRIES):
        refused(engine, throttle, willa.address, elsewhere(number))
    assert len(free_verification) == PER_ACCOUNT
    stopped.pass_by(minutes=15)
    for number in range(20):
        refused(engine, throttle, willa.address, elsewhere(number))
    assert len(free_verification) == 2 * PER_ACCOUNT


def test_one_network_tries_thirty_accounts_in_an_hour(engine, throttle, stopped, free_verification):
    for number in range(MANY_TRIES):
        refused(engine, throttle, f"somebody{number}@weir.example", HERE)
    assert len(free_verification) == PER_NETWORK
    stopped.pass_by(hours=1)
    assert not refused(engine, throttle, "somebody@weir.example", HERE)


def test_whoever_hammers_an_account_from_elsewhere_does_not_lock_its_owner_out(
    engine, throttle, stopped, willa
):
    for number in range(PER_ACCOUNT + 5):
        refused(engine, throttle, willa.address, elsewhere(number))
    assert refused(engine, throttle, willa.address, HERE)
    assert try_password(engine, throttle, willa.address, PASSWORD, KNOWN)


def test_a_known_device_has_a_budget_too(engine, throttle, stopped, willa, free_verification):
    for _ in range(50):
        refused(engine, throttle, willa.address, KNOWN)
    assert len(free_verification) == PER_DEVICE


def test_known_and_unknown_addresses_are_refused_in_the_same_words(engine, throttle, stopped, willa):
    said = []
    for address in (willa.address, "nobody@weir.example"):
        for number in range(PER_ACCOUNT):
            try_password(engine, throttle, address, arrival=elsewhere(number))
        with pytest.raises(ThrottledError) as caught:
            try_password(engine, throttle, address, PASSWORD)
        said.append((str(caught.value), caught.value.seconds))
    assert said[0] == said[1] == ("Too much was tried. Try again in 15 minutes.", 900)


def test_being_right_spends_nothing(engine, throttle, stopped, willa):
    for _ in range(PER_ACCOUNT + 2):
        assert try_password(engine, throttle, willa.address, PASSWORD)


def test_setting_the_walls_clock_gives_no_more_tries(engine, throttle, stopped, willa):
    for number in range(PER_ACCOUNT):
        refused(engine, throttle, willa.address, elsewhere(number))
    for hours in (2, -20, 24 * 3650, -24 * 7300):
        stopped.jump(hours=hours)
        assert refused(engine, throttle, willa.address, HERE)


def test_codes_are_tried_five_times_in_a_quarter_of_an_hour_and_twenty_in_a_day(engine, throttle, stopped):
    adam = with_password(engine, Role.ADMINISTRATOR)
    tried = 0
    for _ in range(24 * 4 - 1):
        halfway = find_signed_in(engine, a_session(engine, adam, Stage.PASSWORD).token)
        for _ in range(CODES + 3):
            try:
                assert complete_sign_in(engine, throttle, halfway, "no code", key=KEY, arrival=HERE) is None
                tried += 1
            except ThrottledError:
                break
        stopped.pass_by(minutes=15)
    assert tried == 20


def test_being_asked_again_has_a_budget(engine, throttle, willa):
    found = find_signed_in(engine, a_session(engine, willa).token)
    assert confirm_password(engine, throttle, found, PASSWORD)
    for _ in range(PER_DEVICE):
        assert not confirm_password(engine, throttle, found, WRONG)
    with pytest.raises(ThrottledError):
        confirm_password(engine, throttle, found, PASSWORD)


# ---- The same work, whoever it is -------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch):
    """Note what each hash that is computed costs: what of it, and with which parameters."""
    costs = []

    class Counting(PasswordHasher):
        def verify(self, kept, password):
            costs.append(("verify", extract_parameters(kept)))
            return super().verify(kept, password)

        def hash(self, password, **more):
            costs.append(("hash", extract_parameters(made := super().hash(password, **more))))
            return made

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=1, memory_cost=64, parallelism=1))
    passwords._nobodys.cache_clear()
    return costs


def test_unknown_wrong_and_right_compute_one_hash_of_the_same_cost(engine, throttle, counted):
    """Times on a shared machine say little; the hash is what takes nearly all of one."""
    willa = with_password(engine, Role.WRITER)
    with_password(engine, Role.EDITOR, name="Lena", is_active=False)
    a_member(engine, Role.WRITER, name="Nora")
    passwords._nobodys()  # computed once in the life of a process, whoever comes first
    tries = {
        "unknown": ("nobody@weir.example", PASSWORD),
        "wrong": (willa.address, WRONG),
        "right": (willa.address, PASSWORD),
        "left": ("lena@weir.example", PASSWORD),
        "without a password": ("nora@weir.example", PASSWORD),
    }
    costs = {}
    for who, (address, password) in tries.items():
        counted.clear()
        assert (sign_in(engine, throttle, address, password, arrival=HERE) is not None) == (who == "right")
        costs[who] = list(counted)
    assert len(costs["unknown"]) == 1
    assert all(found == costs["unknown"] for found in costs.values()), costs
