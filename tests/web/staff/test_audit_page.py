"""/staff/audit"""

import pytest

from factually_app.domain.audit import Action
from factually_app.domain.staff import Actor, Role
from factually_app.operations.audit import verify_audit_log
from factually_app.operations.staff import change_role
from factually_app.store import audit
from factually_app.store.engine import Engine, Statement
from factually_app.web.staff.differences import differences
from tests.staff import WILLA, FormClient, a_member

AT = "2026-01-01T00:00:00+00:00"
CHANGE = Action.CHANGE_CLAIM
BY = Actor(None, "factually staff")


def fill(engine: Engine, count: int) -> None:
    engine.commit(
        [
            audit.insert_entry(
                WILLA,
                Action.CHANGE_CLAIM,
                "claim",
                f"c{number:05}",
                at=AT,
                after={"text": f"<b>{number}</b>"},
            )
            for number in range(count)
        ]
    )


def test_who_what_when_and_what_changed(engine: Engine, editor: FormClient) -> None:
    rita = a_member(engine, Role.WRITER, name="Rita")
    change_role(engine, BY, rita.id, Role.REVIEWER, seen=1)
    page = editor.get("/staff/audit").text
    assert "Change role" in page
    assert "factually staff" in page
    assert '<del><span class="unseen">before: </span>writer</del>' in page
    assert '<ins><span class="unseen">after: </span>reviewer</ins>' in page
    assert f'href="/staff/audit?kind=staff_member&amp;record_id={rita.id}"' in page


def test_the_newest_first_in_pages(engine: Engine, editor: FormClient) -> None:
    fill(engine, 120)
    numbers, path = [], "/staff/audit"
    while path:
        page = editor.get(path).text
        numbers.append([n for n in range(120, 0, -1) if f'id="n{n}"' in page])
        path = (
            "/staff/audit" + page.split('class="button" href="')[1].split('"')[0] if "Older" in page else ""
        )
        path = path.replace("&amp;", "&")
    assert numbers == [list(range(120, 70, -1)), list(range(70, 20, -1)), list(range(20, 0, -1))]


def test_filtered_by_member_kind_and_record(engine: Engine, editor: FormClient) -> None:
    fill(engine, 3)
    change_role(engine, BY, a_member(engine, Role.WRITER, name="Rita").id, Role.REVIEWER, seen=1)
    for query, count in (
        ("", 4),
        (f"actor_id={WILLA.id}", 3),
        ("kind=claim", 3),
        ("kind=staff_member", 1),
        ("kind=claim&record_id=c00001", 1),
        ("record_id=nothing", 0),
    ):
        assert editor.get(f"/staff/audit?{query}").text.count('<li id="n') == count, query


@pytest.mark.parametrize("before", ["x", "-1", "", "9" * 40, "1.5", "é"])
def test_a_number_that_is_none_is_the_newest_page(engine: Engine, editor: FormClient, before: str) -> None:
    fill(engine, 2)
    assert editor.get("/staff/audit", query_string={"before": before}).text.count('<li id="n') == 2


def test_an_empty_log_says_so(editor: FormClient) -> None:
    assert "Nothing is on record" in editor.get("/staff/audit").text


def test_looking_seals_and_says_that_the_chain_holds(engine: Engine, editor: FormClient) -> None:
    fill(engine, 5)
    assert "The chain of 5 entries holds" in editor.get("/staff/audit").text
    assert audit.unsealed_entries(engine.reader(), limit=9) == []
    assert verify_audit_log(engine) == []


def test_what_was_altered_is_said(engine: Engine, editor: FormClient) -> None:
    fill(engine, 5)
    editor.get("/staff/audit")
    engine.commit(
        [
            Statement("DROP TRIGGER audit_stands"),
            Statement("UPDATE audit_log SET actor_name = 'Nobody' WHERE number = 3"),
        ]
    )
    page = editor.get("/staff/audit").text
    assert "The chain does not hold: row 3 of the audit log is not what was sealed." in page
    assert "chain of 5 entries holds" not in page


def test_of_a_long_log_the_newest_entries_are_verified_on_view(engine: Engine, editor: FormClient) -> None:
    fill(engine, 1_010)
    page = editor.get("/staff/audit").text
    assert "The chain of the newest 1,000 entries of 1,010 holds" in page
    engine.commit(
        [
            Statement("DROP TRIGGER audit_stands"),
            Statement("UPDATE audit_log SET actor_name = 'Nobody' WHERE number IN (3, 500)"),
        ]
    )
    assert "row 500 of the audit log is not what was sealed" in editor.get("/staff/audit").text
    assert verify_audit_log(engine) == ["row 3 of the audit log is not what was sealed"]


def test_what_was_recorded_is_text_and_nothing_else(engine: Engine, editor: FormClient) -> None:
    fill(engine, 1)
    assert "&lt;b&gt;0&lt;/b&gt;" in editor.get("/staff/audit").text


def test_only_what_differs_is_shown() -> None:
    found = differences({"a": 1, "b": "", "c": True, "d": [1]}, {"a": 1, "b": "x", "c": False, "e": None})
    assert [(each.field, each.before, each.after) for each in found] == [
        ("B", "(empty)", "x"),
        ("C", "yes", "no"),
        ("D", "[\n 1\n]", None),
    ]
