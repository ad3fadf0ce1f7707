"""The step to payments keeps every pledge that was there, and counts as before."""

from factually_app.domain.pledge import PledgeState, Provider
from factually_app.operations.integrity import findings
from factually_app.store.campaigns import find_campaign
from factually_app.store.engine import Statement
from factually_app.store.ledger import ledger_rows
from factually_app.store.migrations import MIGRATIONS, _batch, migrate
from factually_app.store.pledges import all_pledges
from factually_app.store.sqlite_engine import SqliteEngine

AT = "2026-01-01T00:00:00+00:00"


def test_pledges_from_before_stay_and_stand(tmp_path):
    engine = SqliteEngine(tmp_path / "factually.db")
    for step in MIGRATIONS[:2]:
        engine.commit(_batch(step, AT))
    rows = [("aaaaaa", "ann", "paid"), ("bbbbbb", "ann", "refunded"), ("cccccc", "ben", "pending")]
    rows += [("dddddd", "zoe", "paid"), ("eeeeee", "zoe", "test")]
    engine.commit(
        [
            Statement(
                "INSERT INTO campaigns (id, title, message, kind, goal, currency, baseline, version,"
                " created_at, updated_at) VALUES ('c00001', 'Mend', '', 'supporters', 9, 'USD', 0, 1, '', '')"
            ),
            *(
                Statement(
                    "INSERT INTO pledges (id, campaign_id, person, amount_minor, currency, state, pledged_at)"
                    " VALUES (:id, 'c00001', :person, 500, 'USD', :state, :at)",
                    {"id": pledge_id, "person": person, "state": state, "at": AT},
                )
                for pledge_id, person, state in rows
            ),
        ]
    )
    assert [step.version for step in migrate(engine, at=AT)] == [step.version for step in MIGRATIONS[2:]]
    kept = {pledge.id: pledge for pledge in all_pledges(engine.reader())}
    campaign = find_campaign(engine.reader(), "c00001")
    assert (campaign.supporters, campaign.raised_minor, campaign.mode) == (2, 1000, "live")
    assert [kept[row[0]].state for row in rows] == [
        PledgeState.PAID,
        PledgeState.REFUNDED,
        PledgeState.PENDING,
        PledgeState.PAID,
        PledgeState.PAID,
    ]
    assert (kept["eeeeee"].mode, kept["eeeeee"].stands) == ("test", False)
    assert {pledge.provider for pledge in kept.values()} == {Provider.OFFLINE}
    assert [row.people for row in ledger_rows(engine.reader(), "c00001")] == [1, 1]
    assert findings(engine) == []
    engine.close()
