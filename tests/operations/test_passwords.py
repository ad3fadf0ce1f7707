"""What is kept of a password, and how long it takes to try one"""

import statistics
import time

import pytest

from factually_app.domain.password import PasswordError
from factually_app.operations.passwords import hash_password, knows_password, stronger_hash

PASSWORD = "ladder bell tower slow"


def test_it_is_kept_as_argon2id_with_what_owasp_asks_for_and_more():
    kept = hash_password(PASSWORD, about=())
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert stronger_hash(kept, PASSWORD) is None
    assert knows_password(kept, PASSWORD)
    assert not knows_password(kept, PASSWORD + " ")


@pytest.mark.parametrize("password", ["", "fourteen chars", "x" * 129, "\ud800 bell tower slow ladder"])
def test_what_is_too_short_too_long_or_no_text_is_refused(password):
    with pytest.raises(PasswordError):
        hash_password(password, about=())


def test_something_that_is_no_hash_lets_nobody_in():
    assert not knows_password("nonsense", PASSWORD)


@pytest.mark.slow
def test_an_unknown_address_takes_about_as_long(record_property):
    """Times on a busy machine prove little, so this fails for a gap only that anybody could measure."""
    kept = hash_password(PASSWORD, about=())
    taken = {"known": [], "unknown": []}
    for _ in range(15):
        for name, each in (("known", kept), ("unknown", None)):
            began = time.perf_counter()
            knows_password(each, "a wrong password, long enough")
            taken[name].append(time.perf_counter() - began)
    known, unknown = (statistics.median(taken[name]) * 1000 for name in ("known", "unknown"))
    record_property("gap_ms", round(known - unknown, 2))
    print(f"known {known:.1f} ms, unknown {unknown:.1f} ms, gap {known - unknown:+.2f} ms")
    assert 0.5 < known / unknown < 2
