-- Payments. A pledge is the one row of a payment. What it says is merged from the provider's events
-- with max() and min(), so that neither their order nor their number matters. What stands is
-- derived from it; supporters, totals and the public ledger follow by triggers in the same transaction.

ALTER TABLE campaigns ADD COLUMN mode TEXT NOT NULL DEFAULT 'live' CHECK (mode IN ('live', 'test'));
ALTER TABLE campaigns ADD COLUMN next_goal INTEGER CHECK (next_goal > goal);
CREATE INDEX campaigns_by_mode ON campaigns (mode, created_at DESC, id);

DROP TRIGGER campaign_begins;
DROP TRIGGER campaign_terms_stand;
DROP TRIGGER pledge_arrives;
DROP TRIGGER pledge_is_paid;
DROP TRIGGER pledge_is_undone;
DROP TRIGGER pledge_fits_campaign;
DROP TRIGGER pledge_comes_once;
DROP TRIGGER pledge_stands;
DROP TRIGGER pledge_stays;
DROP INDEX pledges_by_campaign;
DROP TABLE supporters;
DROP TABLE campaign_totals;
ALTER TABLE pledges RENAME TO pledges_before;

-- dispute: 0 none, 1 open, 2 lost, 3 won. refunded_minor is the largest sum that the provider said was
-- given back so far; of a pledge of nothing, 1 is given back. named: the payment itself names its campaign.
-- A payment stands while it is paid, not given back whole and not in dispute. A refund that comes before
-- its payment makes a row without a person, which stands for nothing until the payment completes it.
CREATE TABLE pledges (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  provider TEXT NOT NULL CHECK (provider IN ('offline', 'stripe', 'standard')),
  reference TEXT NOT NULL CHECK (reference <> ''),
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  campaign_id TEXT REFERENCES campaigns (id),
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  person TEXT CHECK (person <> ''),
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
  failed INTEGER NOT NULL CHECK (failed IN (0, 1)),
  refunded_minor INTEGER NOT NULL CHECK (refunded_minor >= 0),
  dispute INTEGER NOT NULL CHECK (dispute BETWEEN 0 AND 3),
  pledged_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  stands INTEGER NOT NULL GENERATED ALWAYS AS (
    paid = 1 AND campaign_id IS NOT NULL AND person IS NOT NULL AND dispute IN (0, 3)
    AND NOT (refunded_minor > 0 AND refunded_minor >= amount_minor)) VIRTUAL,
  standing_minor INTEGER NOT NULL GENERATED ALWAYS AS (
    CASE WHEN paid = 1 AND campaign_id IS NOT NULL AND person IS NOT NULL AND dispute IN (0, 3)
         THEN max(amount_minor - refunded_minor, 0) ELSE 0 END) VIRTUAL,
  UNIQUE (provider, reference)
) STRICT;
CREATE INDEX pledges_by_campaign ON pledges (campaign_id, pledged_at, id);
CREATE INDEX pledges_by_person ON pledges (person);

CREATE TABLE supporters (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  person TEXT NOT NULL,
  standing INTEGER NOT NULL CHECK (standing >= 0),
  PRIMARY KEY (campaign_id, person)
) STRICT, WITHOUT ROWID;

-- ledger_rows, ledger_people and ledger_minor say what the ledger comes to. While `paused`, pledges that
-- are read back from an export change the totals but write no rows: those come from the export too.
CREATE TABLE campaign_totals (
  campaign_id TEXT PRIMARY KEY REFERENCES campaigns (id),
  supporters INTEGER NOT NULL DEFAULT 0 CHECK (supporters >= 0),
  raised_minor INTEGER NOT NULL DEFAULT 0 CHECK (raised_minor >= 0),
  ledger_rows INTEGER NOT NULL DEFAULT 0,
  ledger_people INTEGER NOT NULL DEFAULT 0,
  ledger_minor INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_totals (campaign_id) SELECT id FROM campaigns;

-- The public record: one row for each change of what stands, without a trace of who it was. `hash` is
-- filled in afterwards, in order: SHA-256 of the hash before it and the row.
CREATE TABLE ledger (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  day TEXT NOT NULL,
  people INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  reason TEXT NOT NULL CHECK (reason <> ''),
  hash TEXT CHECK (length(hash) = 64),
  PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_unsealed ON ledger (campaign_id, number) WHERE hash IS NULL;

-- Every event that a provider signed, for ever, so that none takes effect twice. visit and session name
-- one way to the payment page: by our reference and by the provider's.
CREATE TABLE payment_events (
  provider TEXT NOT NULL CHECK (provider IN ('stripe', 'standard')),
  event_id TEXT NOT NULL CHECK (event_id <> ''),
  type TEXT NOT NULL CHECK (type <> ''),
  mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
  reference TEXT,
  visit TEXT,
  session TEXT,
  person TEXT,
  happened_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (provider, event_id)
) STRICT;
CREATE INDEX payment_events_newest ON payment_events (received_at DESC, provider, event_id);
CREATE INDEX payment_events_by_visit ON payment_events (visit) WHERE visit IS NOT NULL;
CREATE INDEX payment_events_by_session ON payment_events (session) WHERE session IS NOT NULL;
CREATE INDEX payment_events_by_person ON payment_events (person) WHERE person IS NOT NULL;
CREATE INDEX payment_events_by_reference ON payment_events (provider, reference) WHERE reference IS NOT NULL;

CREATE TRIGGER campaign_begins AFTER INSERT ON campaigns
BEGIN
  INSERT INTO campaign_totals (campaign_id) VALUES (NEW.id);
END;

-- A person counts while any of their pledges stands.
CREATE TRIGGER supporter_comes AFTER INSERT ON supporters
BEGIN
  UPDATE campaign_totals SET supporters = supporters + 1 WHERE campaign_id = NEW.campaign_id;
END;
CREATE TRIGGER supporter_goes AFTER UPDATE OF standing ON supporters WHEN NEW.standing = 0
BEGIN
  DELETE FROM supporters WHERE campaign_id = NEW.campaign_id AND person = NEW.person;
  UPDATE campaign_totals SET supporters = supporters - 1 WHERE campaign_id = NEW.campaign_id;
END;

CREATE TRIGGER pledge_arrives AFTER INSERT ON pledges WHEN NEW.stands = 1
BEGIN
  INSERT INTO supporters (campaign_id, person, standing) VALUES (NEW.campaign_id, NEW.person, 1)
    ON CONFLICT (campaign_id, person) DO UPDATE SET standing = standing + 1;
  UPDATE campaign_totals SET raised_minor = raised_minor + NEW.standing_minor
   WHERE campaign_id = NEW.campaign_id;
  INSERT INTO ledger (campaign_id, number, day, people, amount_minor, currency, reason)
  SELECT campaign_id, ledger_rows + 1, substr(NEW.changed_at, 1, 10), supporters - ledger_people,
         raised_minor - ledger_minor, NEW.currency,
         CASE NEW.provider WHEN 'offline' THEN 'offline' ELSE 'paid' END
    FROM campaign_totals
   WHERE campaign_id = NEW.campaign_id AND paused = 0
     AND (supporters <> ledger_people OR raised_minor <> ledger_minor);
END;

-- Erasing a person gives their pledges another digest; the batch that does it renames the supporter too,
-- so that nothing changes of what stands.
CREATE TRIGGER pledge_changes AFTER UPDATE ON pledges
WHEN OLD.erased = NEW.erased AND (
  OLD.stands <> NEW.stands OR OLD.standing_minor <> NEW.standing_minor
  OR (NEW.stands = 1 AND (OLD.person <> NEW.person OR OLD.campaign_id <> NEW.campaign_id)))
BEGIN
  UPDATE supporters SET standing = standing - 1
   WHERE OLD.stands = 1 AND campaign_id = OLD.campaign_id AND person = OLD.person;
  INSERT INTO supporters (campaign_id, person, standing)
  SELECT NEW.campaign_id, NEW.person, 1 WHERE NEW.stands = 1
      ON CONFLICT (campaign_id, person) DO UPDATE SET standing = standing + 1;
  UPDATE campaign_totals SET raised_minor = raised_minor - OLD.standing_minor
   WHERE campaign_id = OLD.campaign_id;
  UPDATE campaign_totals SET raised_minor = raised_minor + NEW.standing_minor
   WHERE campaign_id = NEW.campaign_id;
  INSERT INTO ledger (campaign_id, number, day, people, amount_minor, currency, reason)
  SELECT campaign_id, ledger_rows + 1, substr(NEW.changed_at, 1, 10), supporters - ledger_people,
         raised_minor - ledger_minor, NEW.currency,
         CASE WHEN OLD.campaign_id IS NOT NULL AND OLD.campaign_id <> NEW.campaign_id THEN 'moved'
              WHEN NEW.dispute = 1 AND OLD.dispute = 0 THEN 'disputed'
              WHEN NEW.dispute = 2 AND OLD.dispute < 2 THEN 'lost'
              WHEN NEW.dispute = 3 AND OLD.dispute < 3 THEN 'won'
              WHEN NEW.refunded_minor > OLD.refunded_minor THEN 'refunded'
              WHEN NEW.stands > OLD.stands THEN 'paid'
              ELSE 'changed' END
    FROM campaign_totals
   WHERE campaign_id IN (OLD.campaign_id, NEW.campaign_id) AND paused = 0
     AND (supporters <> ledger_people OR raised_minor <> ledger_minor);
END;

-- What was read back from an export came with its rows; whatever they do not account for gets one more.
CREATE TRIGGER ledger_goes_on AFTER UPDATE OF paused ON campaign_totals
WHEN OLD.paused = 1 AND NEW.paused = 0
 AND (NEW.supporters <> NEW.ledger_people OR NEW.raised_minor <> NEW.ledger_minor)
BEGIN
  INSERT INTO ledger (campaign_id, number, day, people, amount_minor, currency, reason)
  SELECT id, NEW.ledger_rows + 1, substr(updated_at, 1, 10), NEW.supporters - NEW.ledger_people,
         NEW.raised_minor - NEW.ledger_minor, currency, 'import'
    FROM campaigns WHERE id = NEW.campaign_id;
END;

CREATE TRIGGER ledger_grows AFTER INSERT ON ledger
BEGIN
  UPDATE campaign_totals
     SET ledger_rows = NEW.number,
         ledger_people = ledger_people + NEW.people,
         ledger_minor = ledger_minor + NEW.amount_minor
   WHERE campaign_id = NEW.campaign_id;
END;

-- The ledger only ever grows at its end; a hash is filled in once.
CREATE TRIGGER ledger_has_no_gaps BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT ledger_rows + 1 FROM campaign_totals WHERE campaign_id = NEW.campaign_id)
BEGIN SELECT RAISE(ABORT, 'the ledger grows at its end alone'); END;
CREATE TRIGGER ledger_stands BEFORE UPDATE OF campaign_id, number, day, people, amount_minor, currency, reason
ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never changed'); END;
CREATE TRIGGER ledger_is_sealed_once BEFORE UPDATE OF hash ON ledger WHEN OLD.hash IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the ledger is never changed'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never deleted'); END;

-- A pledge is in the currency and the mode of its campaign, and what was pledged toward does not turn
-- into another thing.
CREATE TRIGGER pledge_fits_campaign BEFORE INSERT ON pledges
WHEN NOT EXISTS (SELECT 1 FROM campaigns
                  WHERE id = NEW.campaign_id AND currency = NEW.currency AND mode = NEW.mode)
 AND EXISTS (SELECT 1 FROM campaigns WHERE id = NEW.campaign_id)
BEGIN SELECT RAISE(ABORT, 'a pledge is in the currency of its campaign, and in its mode'); END;
CREATE TRIGGER pledge_still_fits_campaign BEFORE UPDATE OF campaign_id, currency, mode ON pledges
WHEN NOT EXISTS (SELECT 1 FROM campaigns
                  WHERE id = NEW.campaign_id AND currency = NEW.currency AND mode = NEW.mode)
 AND EXISTS (SELECT 1 FROM campaigns WHERE id = NEW.campaign_id)
BEGIN SELECT RAISE(ABORT, 'a pledge is in the currency of its campaign, and in its mode'); END;
CREATE TRIGGER campaign_terms_stand BEFORE UPDATE OF kind, currency, mode ON campaigns
WHEN (NEW.kind <> OLD.kind OR NEW.currency <> OLD.currency OR NEW.mode <> OLD.mode)
 AND EXISTS (SELECT 1 FROM pledges WHERE campaign_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the kind, currency and mode of a campaign stand once it has pledges'); END;

-- What a provider said is never taken back: facts are only added to a pledge, and it is never taken away.
-- (INSERT OR REPLACE takes the old row away without asking the DELETE trigger.)
CREATE TRIGGER pledge_comes_once BEFORE INSERT ON pledges
WHEN EXISTS (SELECT 1 FROM pledges
              WHERE id = NEW.id OR (provider = NEW.provider AND reference = NEW.reference))
BEGIN SELECT RAISE(ABORT, 'a pledge is never replaced'); END;
CREATE TRIGGER pledge_stands BEFORE UPDATE ON pledges
WHEN NEW.id <> OLD.id OR NEW.provider <> OLD.provider OR NEW.reference <> OLD.reference
  OR NEW.mode <> OLD.mode OR NEW.currency <> OLD.currency
  OR NEW.amount_minor < OLD.amount_minor OR NEW.paid < OLD.paid OR NEW.failed < OLD.failed
  OR NEW.refunded_minor < OLD.refunded_minor OR NEW.dispute < OLD.dispute OR NEW.erased < OLD.erased
  OR NEW.named < OLD.named OR NEW.pledged_at > OLD.pledged_at OR NEW.changed_at < OLD.changed_at
  OR (OLD.person IS NOT NULL AND NEW.person IS NULL)
  OR (OLD.campaign_id IS NOT NULL AND NEW.campaign_id IS NULL)
BEGIN SELECT RAISE(ABORT, 'what is known of a pledge is only added to'); END;
CREATE TRIGGER pledge_stays BEFORE DELETE ON pledges
BEGIN SELECT RAISE(ABORT, 'a pledge is never deleted'); END;

CREATE TRIGGER payment_event_comes_once BEFORE INSERT ON payment_events
WHEN EXISTS (SELECT 1 FROM payment_events WHERE provider = NEW.provider AND event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;
CREATE TRIGGER payment_event_stands
BEFORE UPDATE OF provider, event_id, type, mode, reference, visit, session, happened_at, received_at ON payment_events
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER payment_event_stays BEFORE DELETE ON payment_events
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

-- What was pledged before: the ledger begins with it. A test pledge never stood, so it belongs to no campaign.
INSERT INTO pledges (id, provider, reference, mode, campaign_id, named, person, amount_minor, currency,
                     paid, failed, refunded_minor, dispute, pledged_at, changed_at)
SELECT id, 'offline', id, CASE state WHEN 'test' THEN 'test' ELSE 'live' END,
       CASE state WHEN 'test' THEN NULL ELSE campaign_id END, 1, person, amount_minor, currency,
       state <> 'pending', 0, CASE state WHEN 'refunded' THEN max(amount_minor, 1) ELSE 0 END, 0,
       pledged_at, pledged_at
  FROM pledges_before
 ORDER BY pledged_at, id;
DROP TABLE pledges_before;
