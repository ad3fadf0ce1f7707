"""docs/newsroom.md says who may use which address, as the policy table does"""

import os
from pathlib import Path

from flask import Flask

from factually_app.domain.staff import Role
from factually_app.web.access import Access
from factually_app.web.policy import POLICY
from tests.web.staff.places import method_of, rules

DOCS = Path(__file__).parents[3] / "docs" / "newsroom.md"
BEGIN, END = "<!-- the policy table -->\n", "<!-- end of the policy table -->\n"
WORDS = {
    Access.ANYONE: "anybody",
    Access.SIGNED_IN: "whoever is signed in, also halfway",
    Access.ENROLLING: "writer, and whoever has to set up a second factor first",
}


def table(app: Flask) -> str:
    """Return the table of the newsroom's addresses as Markdown."""
    lines = ["| address | | who may |", "| --- | --- | --- |"]
    for rule in sorted(rules(app), key=lambda each: (each.rule, method_of(each))):
        if rule.rule.startswith("/staff"):
            needed = POLICY[rule.endpoint]
            who = f"{needed.value}" if isinstance(needed, Role) else WORDS[needed]
            lines.append(f"| `{rule.rule}` | {method_of(rule)} | {who} |")
    return "\n".join(lines) + "\n"


def test_the_table_in_the_docs_is_the_policy(app: Flask) -> None:
    """With FACTUALLY_WRITE_DOCS=1 it is written anew."""
    text = DOCS.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    anew = f"{head}{BEGIN}{table(app)}{END}{tail}"
    if os.environ.get("FACTUALLY_WRITE_DOCS"):
        DOCS.write_text(anew, "utf-8")
    assert BEGIN in text
    assert text == anew, "FACTUALLY_WRITE_DOCS=1 pytest tests/web/staff/test_policy_in_docs.py writes it anew"
