"""`factually check` looks at what readers wrote"""

import sqlite3
from pathlib import Path

import pytest

from factually_app.domain.letter import LetterKind
from factually_app.operations.integrity import findings
from factually_app.operations.letters import decline_letter, merge_letter, plan_letter, take_up_letter
from factually_app.operations.rebuild import rebuild
from factually_app.store.engine import Engine
from factually_app.store.letters import get_letter
from tests.letters import WHO, WRONG, a_letter
from tests.staff import EDDA


@pytest.fixture
def letters(engine: Engine) -> Engine:
    """A box with a letter of every kind, in which all is well."""
    head = a_letter(engine)
    follower = a_letter(engine, "Who was paying for the bridge, then?", token="b")
    a_letter(engine, WRONG, kind=LetterKind.REPORT)
    merge_letter(engine, EDDA, follower.id, head.id, seen=1)
    take_up_letter(engine, EDDA, head.id, "Who paid for it?", seen=1)
    declined = a_letter(engine, "What of the pigeons in the tower?")
    plan_letter(engine, EDDA, declined.id, seen=1)
    decline_letter(engine, EDDA, declined.id, "It is about the future.", seen=2)
    return engine


def spoil(folder: Path, sql: str) -> None:
    connection = sqlite3.connect(folder / "factually.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    assert connection.execute(sql).rowcount == 1, sql
    connection.close()


def test_a_box_in_which_all_is_well_has_no_faults(letters: Engine) -> None:
    assert findings(letters) == []


HEAD_MERGED = """
    UPDATE letters SET state = 'merged', question_id = NULL,
           merged_into = (SELECT id FROM letters WHERE state = 'declined')
     WHERE state = 'planned'
    """
REPORT = "(SELECT id FROM letters WHERE kind = 'report')"


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (
            f"UPDATE letters SET merged_into = {REPORT} WHERE state = 'merged'",
            "merged into one of another kind",
        ),
        (HEAD_MERGED, "into one that is merged itself"),
        ("UPDATE letters SET state = 'answered' WHERE state = 'planned'", "nothing that readers can open"),
        ("UPDATE letters SET state = 'answered' WHERE kind = 'report'", "nothing that readers can open"),
        ("UPDATE letters SET state = 'new' WHERE state = 'planned'", "is new, but names an answer"),
        ("UPDATE letters SET updated_at = '2025' WHERE kind = 'report'", "changed before it came"),
        ("UPDATE letters SET text_key = 'pelicans' WHERE kind = 'report'", "by other words than its own"),
        ("UPDATE letters SET merged_into = 'ffffff' WHERE state = 'merged'", "that is not there"),
        ("UPDATE letters SET question_id = 'ffffff' WHERE state = 'planned'", "that is not there"),
    ],
)
def test_what_must_never_be_is_found(letters: Engine, tmp_path: Path, sql: str, sentence: str) -> None:
    spoil(tmp_path, sql)
    (finding,) = findings(letters)
    assert sentence in finding


def test_a_key_of_an_older_kind_is_derived_anew(letters: Engine, tmp_path: Path) -> None:
    before = get_letter(letters.reader(), a_letter(letters, WHO + " Truly?").id)
    spoil(tmp_path, f"UPDATE letters SET text_key = 'older' WHERE id = '{before.id}'")
    assert rebuild(letters) == 1
    assert get_letter(letters.reader(), before.id) == before
    assert rebuild(letters) == 0
    assert findings(letters) == []
