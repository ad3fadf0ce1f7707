-- The newsroom's people and what they do: who may sign in, sessions that can be revoked, a record of every
-- act, working copies beside what is live, notices that we were wrong, and what readers wrote to us.

CREATE TABLE staff_members (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  name TEXT NOT NULL CHECK (name <> ''),
  address TEXT NOT NULL UNIQUE CHECK (address <> ''),
  role TEXT NOT NULL CHECK (role IN ('writer', 'reviewer', 'editor', 'administrator')),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  password_hash TEXT,
  totp_secret TEXT,
  totp_step INTEGER NOT NULL DEFAULT 0 CHECK (totp_step >= 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

-- A code is kept as its digest and spent once.
CREATE TABLE recovery_codes (
  staff_id TEXT NOT NULL REFERENCES staff_members (id),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  used_at TEXT,
  PRIMARY KEY (staff_id, digest)
) STRICT, WITHOUT ROWID;

-- The link with which somebody sets a password: kept as its digest, used once, for a day.
CREATE TABLE sign_in_links (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  staff_id TEXT NOT NULL REFERENCES staff_members (id),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_links_by_member ON sign_in_links (staff_id);

-- digest is of the token in the cookie. stage 'password': the second factor is still to come.
CREATE TABLE staff_sessions (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  staff_id TEXT NOT NULL REFERENCES staff_members (id),
  stage TEXT NOT NULL CHECK (stage IN ('password', 'full')),
  device TEXT NOT NULL,
  network TEXT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX staff_sessions_by_member ON staff_sessions (staff_id, created_at);

-- Who did what, to what, when, with what stood before and after as JSON. `hash` is filled in afterwards, in
-- order: SHA-256 of the hash before it and the row.
CREATE TABLE audit_log (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  at TEXT NOT NULL,
  actor_id TEXT,
  actor_name TEXT NOT NULL CHECK (actor_name <> ''),
  action TEXT NOT NULL CHECK (action <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  record_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  hash TEXT CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_unsealed ON audit_log (number) WHERE hash IS NULL;
CREATE INDEX audit_by_record ON audit_log (kind, record_id, number);
CREATE INDEX audit_by_actor ON audit_log (actor_id, number);

CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit_log
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit_log)
BEGIN SELECT RAISE(ABORT, 'the audit log grows at its end alone'); END;
CREATE TRIGGER audit_stands
BEFORE UPDATE OF number, at, actor_id, actor_name, action, kind, record_id, before, after ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_is_sealed_once BEFORE UPDATE OF hash ON audit_log WHEN OLD.hash IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is never deleted'); END;

-- A draft is not shown to readers. What is retired stays where it is used and is offered for no new use.
ALTER TABLE claims ADD COLUMN status TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('draft', 'live', 'retired'));
ALTER TABLE sources ADD COLUMN status TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('draft', 'live', 'retired'));
ALTER TABLE questions ADD COLUMN status TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('draft', 'live', 'retired'));

CREATE TABLE source_revisions (
  source_id TEXT NOT NULL REFERENCES sources (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  snapshot TEXT NOT NULL,
  note TEXT,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (source_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER source_revisions_come_once BEFORE INSERT ON source_revisions
WHEN EXISTS (SELECT 1 FROM source_revisions WHERE source_id = NEW.source_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END;
CREATE TRIGGER source_revisions_stand BEFORE UPDATE ON source_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER source_revisions_stay BEFORE DELETE ON source_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;

-- A record merged into another: its old address leads to the new one for ever.
CREATE TABLE moved_records (
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'source')),
  old_id TEXT NOT NULL,
  new_id TEXT NOT NULL CHECK (new_id <> old_id),
  moved_at TEXT NOT NULL,
  PRIMARY KEY (kind, old_id)
) STRICT, WITHOUT ROWID;

-- What is being written beside what is live. `content` is JSON in the form of a revision's snapshot, and may be
-- unfinished. based_on is the version of the record that it began from. `notice` is JSON too: what readers will be
-- told of the change when it is published.
CREATE TABLE working_copies (
  kind TEXT NOT NULL CHECK (kind IN ('article', 'question')),
  record_id TEXT NOT NULL,
  content TEXT NOT NULL,
  based_on INTEGER NOT NULL CHECK (based_on >= 1),
  state TEXT NOT NULL CHECK (state IN ('writing', 'submitted', 'returned', 'approved', 'scheduled')),
  publish_at TEXT,
  note TEXT,
  notice TEXT,
  state_by TEXT,
  saved_by TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (kind, record_id),
  CHECK ((state = 'scheduled') = (publish_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX working_copies_due ON working_copies (publish_at) WHERE publish_at IS NOT NULL;

-- Public notices that we were wrong, or that more is known: on an article, on a claim record, or on both.
CREATE TABLE corrections (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  kind TEXT NOT NULL CHECK (kind IN ('correction', 'update', 'edit', 'retraction')),
  article_id TEXT REFERENCES articles (id),
  claim_id TEXT REFERENCES claims (id),
  place TEXT,
  was TEXT NOT NULL,
  now TEXT NOT NULL CHECK (now <> ''),
  made_on TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CHECK (article_id IS NOT NULL OR claim_id IS NOT NULL),
  CHECK (kind <> 'correction' OR was <> '')
) STRICT;
CREATE INDEX corrections_newest ON corrections (made_on DESC, created_at DESC, id);
CREATE INDEX corrections_by_article ON corrections (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX corrections_by_claim ON corrections (claim_id) WHERE claim_id IS NOT NULL;
CREATE TRIGGER corrections_come_once BEFORE INSERT ON corrections
WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a correction is never replaced'); END;
CREATE TRIGGER corrections_stand BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'a correction is never changed; add another one'); END;
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;

-- What readers wrote: a question, or the report of an error. `digest` is of the token with which the writer
-- follows it; nothing else of who wrote it is kept.
CREATE TABLE letters (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('question', 'report')),
  text TEXT NOT NULL CHECK (text <> ''),
  text_key TEXT NOT NULL,
  passage TEXT,
  page TEXT,
  article_id TEXT REFERENCES articles (id),
  state TEXT NOT NULL CHECK (state IN ('new', 'merged', 'planned', 'answered', 'declined', 'spam')),
  reason TEXT,
  merged_into TEXT REFERENCES letters (id),
  question_id TEXT REFERENCES questions (id),
  correction_id TEXT REFERENCES corrections (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  sent_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CHECK (merged_into <> id),
  CHECK (state <> 'declined' OR reason <> '')
) STRICT;
CREATE INDEX letters_by_state ON letters (state, sent_at, id);
CREATE INDEX letters_by_key ON letters (kind, text_key);

-- A way in for somebody without an account: one article, as it is being written or as one revision has it.
CREATE TABLE preview_links (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  article_id TEXT NOT NULL REFERENCES articles (id),
  revision INTEGER CHECK (revision >= 1),
  label TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;
CREATE INDEX preview_links_by_article ON preview_links (article_id, created_at);

-- What `factually sources check` met last at an address. It only ever warns.
CREATE TABLE source_checks (
  source_id TEXT PRIMARY KEY REFERENCES sources (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('found', 'moved', 'gone', 'failed')),
  status INTEGER,
  leads_to TEXT,
  detail TEXT,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What can be found by its words. Triggers keep the entries and note what the index has to learn; the engine brings
-- the index itself up to date before it commits, because with untrusted schemas no trigger may write to it.
CREATE TABLE search_entries (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'question', 'source', 'article')),
  record_id TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (kind, record_id)
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(
  words, content = 'search_entries', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE search_changes (
  id INTEGER PRIMARY KEY,
  command TEXT CHECK (command = 'delete'),
  number INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE TRIGGER search_entry_comes AFTER INSERT ON search_entries
BEGIN INSERT INTO search_changes (command, number, words) VALUES (NULL, NEW.number, NEW.words); END;
CREATE TRIGGER search_entry_goes AFTER DELETE ON search_entries
BEGIN INSERT INTO search_changes (command, number, words) VALUES ('delete', OLD.number, OLD.words); END;
CREATE TRIGGER search_entry_changes AFTER UPDATE OF words ON search_entries WHEN NEW.words <> OLD.words
BEGIN
  INSERT INTO search_changes (command, number, words) VALUES ('delete', OLD.number, OLD.words);
  INSERT INTO search_changes (command, number, words) VALUES (NULL, NEW.number, NEW.words);
END;

CREATE TRIGGER claim_found AFTER INSERT ON claims
BEGIN
  INSERT INTO search_entries (kind, record_id, words) VALUES ('claim', NEW.id, NEW.text || char(10) || NEW.about);
END;
CREATE TRIGGER claim_found_anew AFTER UPDATE OF text, about ON claims
BEGIN
  UPDATE search_entries SET words = NEW.text || char(10) || NEW.about WHERE kind = 'claim' AND record_id = NEW.id;
END;
CREATE TRIGGER question_found AFTER INSERT ON questions
BEGIN
  INSERT INTO search_entries (kind, record_id, words)
  VALUES ('question', NEW.id, NEW.text || char(10) || NEW.short_answer);
END;
CREATE TRIGGER question_found_anew AFTER UPDATE OF text, short_answer ON questions
BEGIN
  UPDATE search_entries SET words = NEW.text || char(10) || NEW.short_answer
   WHERE kind = 'question' AND record_id = NEW.id;
END;
CREATE TRIGGER source_found AFTER INSERT ON sources
BEGIN
  INSERT INTO search_entries (kind, record_id, words)
  VALUES ('source', NEW.id, NEW.title || char(10) || NEW.publisher || char(10) || coalesce(NEW.author, ''));
END;
CREATE TRIGGER source_found_anew AFTER UPDATE OF title, publisher, author ON sources
BEGIN
  UPDATE search_entries
     SET words = NEW.title || char(10) || NEW.publisher || char(10) || coalesce(NEW.author, '')
   WHERE kind = 'source' AND record_id = NEW.id;
END;
CREATE TRIGGER article_found AFTER INSERT ON articles
BEGIN
  INSERT INTO search_entries (kind, record_id, words)
  VALUES ('article', NEW.id, NEW.title || char(10) || NEW.summary_markdown);
END;
CREATE TRIGGER article_found_anew AFTER UPDATE OF title, summary_markdown ON articles
BEGIN
  UPDATE search_entries SET words = NEW.title || char(10) || NEW.summary_markdown
   WHERE kind = 'article' AND record_id = NEW.id;
END;
INSERT INTO search_entries (kind, record_id, words) SELECT 'claim', id, text || char(10) || about FROM claims;
INSERT INTO search_entries (kind, record_id, words)
SELECT 'question', id, text || char(10) || short_answer FROM questions;
INSERT INTO search_entries (kind, record_id, words)
SELECT 'source', id, title || char(10) || publisher || char(10) || coalesce(author, '') FROM sources;
INSERT INTO search_entries (kind, record_id, words)
SELECT 'article', id, title || char(10) || summary_markdown FROM articles;
