"""Whatever staff do leaves its row: operations, the kinds of the audit log, and what is performed"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from factually_app import operations
from factually_app.domain.audit import Action
from factually_app.operations.audit import seal_audit_log, verify_audit_log
from factually_app.store.audit import newest_entries
from factually_app.store.engine import Engine
from tests.operations.performances import PERFORMED

pytestmark = pytest.mark.usefixtures("quick_hashes")

WITHOUT_AN_ACTOR = {Action.SIGN_IN, Action.SIGN_OUT}
"""Who does these is found out, or ends, with the act itself."""

THROUGH = {
    "start_next_question": Action.START_QUESTION,
    "new_question": Action.START_QUESTION,
    "add_claim_to_answer": Action.ADD_CLAIM,
    "restore_question": Action.SAVE_WORKING_COPY,
    "restore_revision": Action.SAVE_WORKING_COPY,
    "go_on_from_live": Action.SAVE_WORKING_COPY,
    "claim_renamed": Action.MERGE_CLAIM,
    "source_renamed": Action.MERGE_SOURCE,
    "working_copies_renamed": Action.MERGE_CLAIM,
    "answered": Action.ANSWER_LETTER,
    "told_of_rating": Action.CHANGE_CLAIM,
}
"""Operations that are another one with something more, or a part of one: its row is that one's."""


def acts() -> Iterator[str]:
    """Yield the name of every public operation whose parameters begin with a database and who acts."""
    for module in sorted(Path(operations.__file__).parent.glob("*.py")):
        for node in ast.parse(module.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                kinds = [ast.unparse(each.annotation) for each in node.args.args[:2] if each.annotation]
                if kinds in (["Engine", "Actor"], ["Engine", "StaffMember"]) and _is_by(node):
                    yield node.name


def _is_by(node: ast.FunctionDef) -> bool:
    return node.args.args[1].arg == "by" and node.name not in THROUGH


def test_every_operation_of_somebody_is_a_kind_and_every_kind_an_operation() -> None:
    written = set(acts())
    kinds = {action.value for action in Action} - {action.value for action in WITHOUT_AN_ACTOR}
    assert written - kinds == set(), "these have no Action of their name"
    assert kinds - written == set(), "these are no operation's name"


def test_every_operation_is_performed_here() -> None:
    missing = {*acts(), *(action.value for action in WITHOUT_AN_ACTOR)} - {each.value for each in PERFORMED}
    assert missing == set(), "tests/operations/performances.py performs none of these"


@pytest.mark.parametrize("action", sorted(PERFORMED))
def test_performing_it_leaves_its_row(engine: Engine, action: Action) -> None:
    PERFORMED[action](engine)
    (entry,) = [each for each in newest_entries(engine.reader(), limit=20) if each.action == action][:1]
    assert entry.actor_name
    assert entry.record_id
    assert seal_audit_log(engine) > 0
    assert verify_audit_log(engine) == []
