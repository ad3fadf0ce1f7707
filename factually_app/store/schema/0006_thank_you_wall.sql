-- The thank-you wall: first names that supporters gave themselves, at most one a person and campaign. A name
-- that was declined is not kept: only that one was. What the wall shows is decided by who stands as well.
CREATE TABLE wall_names (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  person TEXT NOT NULL CHECK (person <> ''),
  name TEXT CHECK (length(name) BETWEEN 1 AND 40),
  state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'declined')),
  offered_at TEXT NOT NULL,
  decided_at TEXT,
  version INTEGER NOT NULL CHECK (version >= 1),
  UNIQUE (campaign_id, person),
  CHECK ((state = 'declined') = (name IS NULL)),
  CHECK ((state = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX wall_names_newest ON wall_names (campaign_id, state, decided_at DESC, id);
CREATE INDEX wall_names_by_person ON wall_names (person);
CREATE INDEX wall_names_pending ON wall_names (offered_at, id) WHERE state = 'pending';

-- Nobody stays named who has been given all back, nor under a digest that is no longer theirs. A dispute
-- hides a name only, because it may be won.
CREATE TRIGGER wall_name_goes AFTER UPDATE ON pledges
WHEN OLD.person IS NOT NULL AND OLD.campaign_id IS NOT NULL AND (
  NEW.refunded_minor > OLD.refunded_minor OR NEW.person <> OLD.person OR NEW.campaign_id <> OLD.campaign_id)
BEGIN
  DELETE FROM wall_names
   WHERE campaign_id = OLD.campaign_id AND person = OLD.person
     AND NOT EXISTS (SELECT 1 FROM pledges
                      WHERE campaign_id = OLD.campaign_id AND person = OLD.person AND paid = 1
                        AND NOT (refunded_minor > 0 AND refunded_minor >= amount_minor));
END;
