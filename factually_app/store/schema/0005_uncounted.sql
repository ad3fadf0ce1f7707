-- What counts nowhere can be found: events set aside because they contradict what is known of their
-- payment, payments that no campaign took, and those that failed or are at issue.

CREATE TABLE events_set_aside (
  provider TEXT NOT NULL,
  event_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('mode', 'currency')),
  PRIMARY KEY (provider, event_id),
  FOREIGN KEY (provider, event_id) REFERENCES payment_events (provider, event_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_is_set_aside_once BEFORE UPDATE ON events_set_aside
BEGIN SELECT RAISE(ABORT, 'an event is set aside once and for all'); END;
CREATE TRIGGER event_stays_set_aside BEFORE DELETE ON events_set_aside
BEGIN SELECT RAISE(ABORT, 'an event is set aside once and for all'); END;

-- Of events from before, the mode alone tells; their currency is in their raw form.
INSERT INTO events_set_aside (provider, event_id, reason)
SELECT payment_events.provider, payment_events.event_id,
       CASE WHEN payment_events.mode <> pledges.mode THEN 'mode' ELSE 'currency' END
  FROM payment_events
  JOIN pledges ON pledges.provider = payment_events.provider
              AND pledges.reference = payment_events.reference
 WHERE payment_events.mode <> pledges.mode
    OR upper(coalesce(json_extract(raw, '$.data.object.currency'), json_extract(raw, '$.data.currency')))
       <> pledges.currency;

-- A dispute or a failure that comes before its payment may be in another currency than the payment: what
-- such a row says of its currency is provisional until some money is known of it.
DROP TRIGGER pledge_stands;
CREATE TRIGGER pledge_stands BEFORE UPDATE ON pledges
WHEN NEW.id <> OLD.id OR NEW.provider <> OLD.provider OR NEW.reference <> OLD.reference
  OR NEW.mode <> OLD.mode
  OR (NEW.currency <> OLD.currency
      AND (OLD.paid = 1 OR OLD.amount_minor > 0 OR OLD.refunded_minor > 0))
  OR NEW.amount_minor < OLD.amount_minor OR NEW.paid < OLD.paid OR NEW.failed < OLD.failed
  OR NEW.refunded_minor < OLD.refunded_minor OR NEW.dispute < OLD.dispute OR NEW.erased < OLD.erased
  OR NEW.named < OLD.named OR NEW.pledged_at > OLD.pledged_at OR NEW.changed_at < OLD.changed_at
  OR (OLD.person IS NOT NULL AND NEW.person IS NULL)
  OR (OLD.campaign_id IS NOT NULL AND NEW.campaign_id IS NULL)
BEGIN SELECT RAISE(ABORT, 'what is known of a pledge is only added to'); END;

CREATE INDEX pledges_uncounted ON pledges (pledged_at DESC, id)
 WHERE paid = 1 AND (campaign_id IS NULL OR person IS NULL);
CREATE INDEX pledges_at_issue ON pledges (changed_at DESC, id)
 WHERE dispute IN (1, 2) OR (paid = 1 AND amount_minor > 0 AND refunded_minor > amount_minor)
    OR (paid = 0 AND (failed = 1 OR refunded_minor > 0 OR dispute > 0));
