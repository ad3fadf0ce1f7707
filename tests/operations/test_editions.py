"""Whatever readers see changes with the edition: pages in memory, here and elsewhere, go by nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factually_app.clock import stamp
from factually_app.domain.audit import Action
from factually_app.operations.campaigns import set_campaign
from factually_app.operations.payments import receive_event
from factually_app.operations.rebuild import rebuild
from factually_app.store.edition import get_edition
from factually_app.store.engine import Decide, Engine
from factually_app.store.others_claims import put_others_claim
from tests.factories import others_claim
from tests.importing import take
from tests.operations.performances import PERFORMED
from tests.payments import provider_event
from tests.staff import EDDA

pytestmark = pytest.mark.usefixtures("quick_hashes")

PUBLIC_ARTICLES = "(SELECT id FROM articles WHERE status <> 'draft')"
PUBLIC = {
    "articles": "status <> 'draft'",
    "sections": f"article_id IN {PUBLIC_ARTICLES}",
    "citations": f"article_id IN {PUBLIC_ARTICLES}",
    "article_sources": f"article_id IN {PUBLIC_ARTICLES}",
    "article_questions": f"article_id IN {PUBLIC_ARTICLES}",
    "section_claims": f"article_id IN {PUBLIC_ARTICLES}",
    "claims": "status <> 'draft'",
    "evidence": "claim_id IN (SELECT id FROM claims WHERE status <> 'draft')",
    "questions": "status <> 'draft'",
    "question_claims": "question_id IN (SELECT id FROM questions WHERE status <> 'draft')",
    "next_questions": "question_id IN (SELECT id FROM questions WHERE status <> 'draft')",
    "sources": "status <> 'draft'",
    "topics": "1",
    "corrections": "1",
    "moved_records": "1",
    "others_claims": "1",
    "campaigns": "1",
    "campaign_totals": "1",
    "wall_names": "1",
}
"""What readers see of each table. The ledger's hashes are not on a page; what it says is in the totals."""


def public_rows(engine: Engine) -> dict[str, list[str]]:
    db = engine.reader()
    return {
        table: sorted(map(repr, db.query(f"SELECT * FROM {table} WHERE {which}")))
        for table, which in PUBLIC.items()
    }


@pytest.fixture
def batches(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Hold each batch to it: True for one that readers see, False for one that they do not."""
    seen: list[bool] = []
    commit = engine.commit_decided

    def held(decide: Decide) -> None:
        rows, edition = public_rows(engine), get_edition(engine.reader())
        commit(decide)
        changed = {table for table, now in public_rows(engine).items() if now != rows[table]}
        assert not changed or get_edition(engine.reader()) != edition, f"unsaid changes of {changed}"
        seen.append(bool(changed))

    monkeypatch.setattr(engine, "commit_decided", held)
    yield seen
    assert seen


@pytest.mark.parametrize("action", sorted(PERFORMED))
def test_an_act_that_readers_see_says_so(engine: Engine, action: Action, batches: list[bool]) -> None:
    PERFORMED[action](engine)


def test_a_batch_that_says_nothing_is_caught(engine: Engine, batches: list[bool]) -> None:
    with pytest.raises(AssertionError, match="unsaid changes"):
        engine.commit([put_others_claim(others_claim())])
    batches.append(True)


def test_importing_and_deriving_anew_say_so(engine: Engine, weir: Path, batches: list[bool]) -> None:
    take(engine, weir)
    seen_before = sum(batches)
    engine._writer.execute("UPDATE articles SET summary_html = '<p>old</p>' WHERE status <> 'draft'")
    assert rebuild(engine) > 0
    assert sum(batches) > seen_before > 0


def test_a_payment_says_so(engine: Engine, batches: list[bool]) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=10)
    receive_event(engine, provider_event("evt_1", "paid", "pi_1"), received_at=stamp())
    assert batches[-2:] == [True, True]
