-- The newsroom's records. Ids and times are made by the application, so that the same batch
-- means the same on every machine; what must still be true at commit is a guard in the batch.

-- Version numbers that caches ask: one for what readers read, one for the goal.
CREATE TABLE edition (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  content INTEGER NOT NULL,
  campaign INTEGER NOT NULL
) STRICT;
INSERT INTO edition (id, content, campaign) VALUES (1, 1, 1);

-- INSERT OR REPLACE INTO guard (id, ok) SELECT 1, changes() undoes the whole batch
-- when the statement before it met no row.
CREATE TABLE guard (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ok INTEGER NOT NULL,
  CONSTRAINT guard_holds CHECK (ok = 1)
) STRICT;

CREATE TABLE topics (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  ref TEXT UNIQUE,
  slug TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  publisher TEXT NOT NULL CHECK (publisher <> ''),
  author TEXT,
  published TEXT,
  address TEXT,
  archive_address TEXT,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  note TEXT,
  checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE claims (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  ref TEXT UNIQUE,
  slug TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  about TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'law', 'statement', 'view', 'figure')),
  rating TEXT NOT NULL CHECK (rating IN (
    'supported', 'mostly-supported', 'partly-supported', 'disputed',
    'mostly-not-supported', 'not-supported', 'unproven', 'context')),
  happened TEXT,
  checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE claim_revisions (
  claim_id TEXT NOT NULL REFERENCES claims (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  snapshot TEXT NOT NULL,
  note TEXT,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (claim_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  claim_id TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  source_id TEXT NOT NULL REFERENCES sources (id),
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'disputes', 'context', 'does-not-address')),
  locator TEXT,
  quote TEXT,
  note TEXT,
  checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
  PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_source ON evidence (source_id, claim_id);

-- text_key is the question without case, marks and spacing: two questions that ask the same are one.
CREATE TABLE questions (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  ref TEXT UNIQUE,
  slug TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  text_key TEXT NOT NULL UNIQUE CHECK (text_key <> ''),
  short_answer TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE question_revisions (
  question_id TEXT NOT NULL REFERENCES questions (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  snapshot TEXT NOT NULL,
  note TEXT,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (question_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE question_claims (
  question_id TEXT NOT NULL REFERENCES questions (id),
  claim_id TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  PRIMARY KEY (question_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_claims_by_claim ON question_claims (claim_id);

CREATE TABLE next_questions (
  question_id TEXT NOT NULL REFERENCES questions (id),
  next_id TEXT NOT NULL REFERENCES questions (id) CHECK (next_id <> question_id),
  position INTEGER NOT NULL CHECK (position >= 1),
  PRIMARY KEY (question_id, next_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX next_questions_by_next ON next_questions (next_id);

CREATE TABLE articles (
  id TEXT PRIMARY KEY CHECK (length(id) >= 6),
  ref TEXT UNIQUE,
  topic_id TEXT NOT NULL REFERENCES topics (id),
  slug TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  claim_id TEXT REFERENCES claims (id),
  rating TEXT CHECK (rating IN (
    'supported', 'mostly-supported', 'partly-supported', 'disputed',
    'mostly-not-supported', 'not-supported', 'unproven', 'context')),
  rating_reason TEXT,
  checked_on TEXT NOT NULL,
  language TEXT NOT NULL,
  summary_markdown TEXT NOT NULL,
  summary_html TEXT NOT NULL,
  word_count INTEGER NOT NULL CHECK (word_count >= 0),
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
  unnamed_accepted INTEGER NOT NULL CHECK (unnamed_accepted IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_newest ON articles (status, checked_on DESC, id);
CREATE INDEX articles_by_topic ON articles (topic_id, status, checked_on DESC, id);
CREATE INDEX articles_by_claim ON articles (claim_id);

CREATE TABLE article_revisions (
  article_id TEXT NOT NULL REFERENCES articles (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  snapshot TEXT NOT NULL,
  note TEXT,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
  article_id TEXT NOT NULL REFERENCES articles (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  heading TEXT NOT NULL CHECK (heading <> ''),
  subtitle TEXT,
  body_markdown TEXT NOT NULL,
  body_html TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT;

-- The columns of the key come first: older SQLite (3.40) misreads such a table otherwise when it checks itself.
CREATE TABLE section_claims (
  article_id TEXT NOT NULL,
  section INTEGER NOT NULL,
  claim_id TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  PRIMARY KEY (article_id, section, claim_id),
  FOREIGN KEY (article_id, section) REFERENCES sections (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX section_claims_by_claim ON section_claims (claim_id);

-- What [number] stands for in one article; source_id is NULL while the source is still to be named.
CREATE TABLE article_sources (
  article_id TEXT NOT NULL REFERENCES articles (id),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999),
  source_id TEXT REFERENCES sources (id),
  locator TEXT,
  quote TEXT,
  note TEXT,
  checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
  PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_sources_by_source ON article_sources (source_id);

-- One row for each [n] in the prose, in reading order; section 0 is the summary.
CREATE TABLE citations (
  article_id TEXT NOT NULL,
  section INTEGER NOT NULL CHECK (section >= 0),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  number INTEGER NOT NULL,
  PRIMARY KEY (article_id, section, ordinal),
  FOREIGN KEY (article_id, number) REFERENCES article_sources (article_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_questions (
  article_id TEXT NOT NULL REFERENCES articles (id),
  question_id TEXT NOT NULL REFERENCES questions (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  PRIMARY KEY (article_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_questions_by_question ON article_questions (question_id);

-- The last word on sources to be named: nothing is published with one unless somebody accepted it.
CREATE TRIGGER no_unnamed_source_published
BEFORE UPDATE OF status ON articles
WHEN NEW.status = 'published' AND NEW.unnamed_accepted = 0 AND EXISTS (
  SELECT 1 FROM article_sources WHERE article_id = NEW.id AND source_id IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'a published article has sources still to be named');
END;

CREATE TRIGGER no_article_born_published
BEFORE INSERT ON articles WHEN NEW.status = 'published'
BEGIN
  SELECT RAISE(ABORT, 'an article is published by an update, after its sources are in');
END;

CREATE TRIGGER no_source_unnamed_later
BEFORE UPDATE OF source_id ON article_sources
WHEN NEW.source_id IS NULL AND EXISTS (
  SELECT 1 FROM articles WHERE id = NEW.article_id AND status = 'published' AND unnamed_accepted = 0)
BEGIN
  SELECT RAISE(ABORT, 'a published article has sources still to be named');
END;

CREATE TRIGGER no_unnamed_source_added
BEFORE INSERT ON article_sources
WHEN NEW.source_id IS NULL AND EXISTS (
  SELECT 1 FROM articles WHERE id = NEW.article_id AND status = 'published' AND unnamed_accepted = 0)
BEGIN
  SELECT RAISE(ABORT, 'a published article has sources still to be named');
END;

-- Revisions are a record: they are added, never changed and never taken away.
-- (INSERT OR REPLACE takes the old row away without asking the DELETE triggers.)
CREATE TRIGGER article_revisions_come_once BEFORE INSERT ON article_revisions
WHEN EXISTS (SELECT 1 FROM article_revisions WHERE article_id = NEW.article_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END;
CREATE TRIGGER claim_revisions_come_once BEFORE INSERT ON claim_revisions
WHEN EXISTS (SELECT 1 FROM claim_revisions WHERE claim_id = NEW.claim_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END;
CREATE TRIGGER question_revisions_come_once BEFORE INSERT ON question_revisions
WHEN EXISTS (SELECT 1 FROM question_revisions WHERE question_id = NEW.question_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END;
CREATE TRIGGER article_revisions_stand BEFORE UPDATE ON article_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER article_revisions_stay BEFORE DELETE ON article_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;
CREATE TRIGGER claim_revisions_stand BEFORE UPDATE ON claim_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER claim_revisions_stay BEFORE DELETE ON claim_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;
CREATE TRIGGER question_revisions_stand BEFORE UPDATE ON question_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER question_revisions_stay BEFORE DELETE ON question_revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;
