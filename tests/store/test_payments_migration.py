"""The step to payments keeps every pledge that was there, and counts as before."""

from factually_app.domain.pledge import PledgeState, Provider
from factually_app.operations.integrity import findings
from factually_app.store.campaigns import find_campaign
from factually_app.store.engine import Statement
from factually_app.store.ledger import ledger_rows
from factually_app.store.migrations import MIGRATIONS, _batch, migrate
from factually_app.store.pledges import all_pledges
from factually_app.store.sqlite_engine import SqliteEngine
from factually_app.store.uncounted import events_set_aside

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


def test_events_that_took_no_effect_before_are_found(tmp_path):
    engine = SqliteEngine(tmp_path / "factually.db")
    for step in MIGRATIONS[:3]:
        engine.commit(_batch(step, AT))
    engine.commit(
        [
            Statement(
                "INSERT INTO pledges (id, provider, reference, mode, campaign_id, named, person,"
                " amount_minor, currency, paid, failed, refunded_minor, dispute, pledged_at, changed_at)"
                " VALUES ('aaaaaa', 'stripe', 'pi_1', 'live', NULL, 0, 'ann', 5, 'USD', 1, 0, 0, 0, '', '')"
            ),
            *(
                Statement(
                    "INSERT INTO payment_events (provider, event_id, type, mode, reference, happened_at,"
                    " received_at, raw) VALUES ('stripe', :id, 'a', :mode, 'pi_1', '', '', :raw)",
                    {"id": event_id, "mode": mode, "raw": raw},
                )
                for event_id, mode, raw in (
                    ("same", "live", '{"data": {"object": {"currency": "usd"}}}'),
                    ("trial", "test", '{"data": {"object": {"currency": "usd"}}}'),
                    ("euros", "live", '{"data": {"currency": "eur"}}'),
                    ("erased", "live", '{"redacted": "a person was erased"}'),
                )
            ),
        ]
    )
    migrate(engine, at=AT)
    found = {one.event.event_id: one.reason.value for one in events_set_aside(engine.reader(), limit=9)}
    assert found == {"trial": "mode", "euros": "currency"}
    engine.close()
