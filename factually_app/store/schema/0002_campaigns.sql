-- The goal and what stands toward it. Supporters are people: whoever has at least one paid pledge
-- counts once. The totals are kept by triggers in the same transaction as the pledges, because
-- counting a million rows costs milliseconds and the banner stands on every page.

CREATE TABLE campaigns (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  ref TEXT UNIQUE,
  title TEXT NOT NULL CHECK (title <> ''),
  message TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('supporters', 'money')),
  goal INTEGER NOT NULL CHECK (goal >= 1),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  starts_on TEXT,
  ends_on TEXT,
  baseline INTEGER NOT NULL CHECK (baseline >= 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK (starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on)
) STRICT;
CREATE INDEX campaigns_newest ON campaigns (created_at DESC, id);

CREATE TABLE pledges (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  person TEXT NOT NULL CHECK (person <> ''),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  state TEXT NOT NULL CHECK (state IN ('pending', 'paid', 'refunded', 'test')),
  pledged_at TEXT NOT NULL
) STRICT;
CREATE INDEX pledges_by_campaign ON pledges (campaign_id, pledged_at, id);

CREATE TABLE supporters (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  person TEXT NOT NULL,
  paid INTEGER NOT NULL CHECK (paid >= 0),
  PRIMARY KEY (campaign_id, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_totals (
  campaign_id TEXT PRIMARY KEY REFERENCES campaigns (id),
  supporters INTEGER NOT NULL CHECK (supporters >= 0),
  raised_minor INTEGER NOT NULL CHECK (raised_minor >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER campaign_begins AFTER INSERT ON campaigns
BEGIN
  INSERT INTO campaign_totals (campaign_id, supporters, raised_minor) VALUES (NEW.id, 0, 0);
END;

CREATE TRIGGER pledge_arrives AFTER INSERT ON pledges WHEN NEW.state = 'paid'
BEGIN
  INSERT INTO supporters (campaign_id, person, paid) VALUES (NEW.campaign_id, NEW.person, 1)
    ON CONFLICT (campaign_id, person) DO UPDATE SET paid = paid + 1;
  UPDATE campaign_totals
     SET raised_minor = raised_minor + NEW.amount_minor,
         supporters = supporters + (SELECT paid = 1 FROM supporters
                                     WHERE campaign_id = NEW.campaign_id AND person = NEW.person)
   WHERE campaign_id = NEW.campaign_id;
END;

CREATE TRIGGER pledge_is_paid AFTER UPDATE OF state ON pledges
WHEN NEW.state = 'paid' AND OLD.state <> 'paid'
BEGIN
  INSERT INTO supporters (campaign_id, person, paid) VALUES (NEW.campaign_id, NEW.person, 1)
    ON CONFLICT (campaign_id, person) DO UPDATE SET paid = paid + 1;
  UPDATE campaign_totals
     SET raised_minor = raised_minor + NEW.amount_minor,
         supporters = supporters + (SELECT paid = 1 FROM supporters
                                     WHERE campaign_id = NEW.campaign_id AND person = NEW.person)
   WHERE campaign_id = NEW.campaign_id;
END;

CREATE TRIGGER pledge_is_undone AFTER UPDATE OF state ON pledges
WHEN OLD.state = 'paid' AND NEW.state <> 'paid'
BEGIN
  UPDATE supporters SET paid = paid - 1
   WHERE campaign_id = NEW.campaign_id AND person = NEW.person;
  UPDATE campaign_totals
     SET raised_minor = raised_minor - NEW.amount_minor,
         supporters = supporters - (SELECT paid = 0 FROM supporters
                                     WHERE campaign_id = NEW.campaign_id AND person = NEW.person)
   WHERE campaign_id = NEW.campaign_id;
END;

-- A pledge is in the currency of its campaign, and what was pledged toward does not turn into another thing.
CREATE TRIGGER pledge_fits_campaign BEFORE INSERT ON pledges
WHEN NEW.currency <> (SELECT currency FROM campaigns WHERE id = NEW.campaign_id)
BEGIN SELECT RAISE(ABORT, 'a pledge is in the currency of its campaign'); END;
CREATE TRIGGER campaign_terms_stand BEFORE UPDATE OF kind, currency ON campaigns
WHEN (NEW.kind <> OLD.kind OR NEW.currency <> OLD.currency)
 AND EXISTS (SELECT 1 FROM pledges WHERE campaign_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the kind and currency of a campaign stand once it has pledges'); END;

-- What a pledge is about never changes; only its state does, and it is never taken away.
-- (INSERT OR REPLACE takes the old row away without asking the DELETE trigger.)
CREATE TRIGGER pledge_comes_once BEFORE INSERT ON pledges
WHEN EXISTS (SELECT 1 FROM pledges WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a pledge is never replaced'); END;
CREATE TRIGGER pledge_stands BEFORE UPDATE OF id, campaign_id, person, amount_minor, currency, pledged_at
ON pledges
BEGIN SELECT RAISE(ABORT, 'only the state of a pledge may change'); END;
CREATE TRIGGER pledge_stays BEFORE DELETE ON pledges
BEGIN SELECT RAISE(ABORT, 'a pledge is never deleted'); END;
