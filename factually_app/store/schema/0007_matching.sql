-- What one text is matched with: the newsroom's records and the checked claims of other newsrooms, in one index whose
-- rows lie in a range for each kind, so that a kind is a range and costs a search nothing. `indexed` is what the index
-- holds of a row; `stems` are added for texts that are not English, which the index stems by itself.

DROP TRIGGER claim_found;
DROP TRIGGER claim_found_anew;
DROP TRIGGER question_found;
DROP TRIGGER question_found_anew;
DROP TRIGGER source_found;
DROP TRIGGER source_found_anew;
DROP TRIGGER article_found;
DROP TRIGGER article_found_anew;
DROP TABLE search_words;
DROP TABLE search_entries;
DROP TABLE search_changes;

-- Claims that other newsrooms checked: their words, their rating, their link. `unknown` is JSON: fields of theirs that
-- we have no place for. What is not told is NULL; `language` is '' then.
CREATE TABLE others_claims (
  number INTEGER PRIMARY KEY CHECK (number >= 40000000),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 16),
  ref TEXT,
  slug TEXT NOT NULL CHECK (slug <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  title TEXT,
  summary TEXT,
  speaker TEXT,
  said_on TEXT,
  publisher TEXT,
  address TEXT,
  rating TEXT,
  language TEXT NOT NULL,
  unknown TEXT,
  stems TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  indexed TEXT GENERATED ALWAYS AS (
    text || char(10) || coalesce(title, '') || char(10) || coalesce(summary, '') || char(10) || coalesce(speaker, '')
    || char(10) || stems) VIRTUAL
) STRICT;

-- stems are NULL until the engine has made them, before it commits.
CREATE TABLE search_entries (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('source', 'article', 'question', 'claim')),
  record_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'public', 'retired')),
  language TEXT NOT NULL,
  words TEXT NOT NULL,
  stems TEXT,
  indexed TEXT GENERATED ALWAYS AS (words || char(10) || stems) VIRTUAL,
  UNIQUE (kind, record_id),
  CHECK (number / 10000000 = CASE kind WHEN 'source' THEN 0 WHEN 'article' THEN 1 WHEN 'question' THEN 2 ELSE 3 END)
) STRICT;
CREATE INDEX search_entries_unstemmed ON search_entries (number) WHERE stems IS NULL;

CREATE VIEW search_texts (number, words) AS
SELECT number, indexed FROM search_entries
 UNION ALL
SELECT number, indexed FROM others_claims;

CREATE VIRTUAL TABLE search_words USING fts5(
  words, content = 'search_texts', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Rows that are not what the index holds, which is in `words`: NULL where it holds nothing of them. Triggers note it, the
-- engine puts it right before it commits, because with untrusted schemas no trigger may write to the index itself.
CREATE TABLE search_changes (
  number INTEGER PRIMARY KEY,
  words TEXT
) STRICT;

CREATE TRIGGER search_entry_changes AFTER UPDATE OF words, stems ON search_entries WHEN NEW.indexed IS NOT OLD.indexed
BEGIN
  INSERT INTO search_changes (number, words)
  SELECT OLD.number, OLD.indexed WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE number = OLD.number);
END;
CREATE TRIGGER search_entry_goes AFTER DELETE ON search_entries
BEGIN
  INSERT INTO search_changes (number, words)
  SELECT OLD.number, OLD.indexed WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE number = OLD.number);
END;
CREATE TRIGGER others_claim_found AFTER INSERT ON others_claims
BEGIN
  INSERT INTO search_changes (number, words)
  SELECT NEW.number, NULL WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE number = NEW.number);
END;
CREATE TRIGGER others_claim_found_anew AFTER UPDATE OF text, title, summary, speaker, stems ON others_claims
WHEN NEW.indexed <> OLD.indexed
BEGIN
  INSERT INTO search_changes (number, words)
  SELECT OLD.number, OLD.indexed WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE number = OLD.number);
END;
CREATE TRIGGER others_claim_goes AFTER DELETE ON others_claims
BEGIN
  INSERT INTO search_changes (number, words)
  SELECT OLD.number, OLD.indexed WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE number = OLD.number);
END;

CREATE TRIGGER claim_found AFTER INSERT ON claims
BEGIN
  INSERT INTO search_entries (number, kind, record_id, state, language, words)
  VALUES ((SELECT coalesce(max(number), 29999999) + 1 FROM search_entries WHERE number BETWEEN 30000000 AND 39999999),
          'claim', NEW.id, CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END, '',
          NEW.text || char(10) || NEW.about);
END;
CREATE TRIGGER claim_found_anew AFTER UPDATE OF text, about ON claims
WHEN NEW.text <> OLD.text OR NEW.about <> OLD.about
BEGIN
  UPDATE search_entries SET words = NEW.text || char(10) || NEW.about, stems = NULL
   WHERE kind = 'claim' AND record_id = NEW.id;
END;
CREATE TRIGGER claim_found_otherwise AFTER UPDATE OF status ON claims WHEN NEW.status <> OLD.status
BEGIN
  UPDATE search_entries SET state = CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END
   WHERE kind = 'claim' AND record_id = NEW.id;
END;
CREATE TRIGGER question_found AFTER INSERT ON questions
BEGIN
  INSERT INTO search_entries (number, kind, record_id, state, language, words)
  VALUES ((SELECT coalesce(max(number), 19999999) + 1 FROM search_entries WHERE number BETWEEN 20000000 AND 29999999),
          'question', NEW.id, CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END, '',
          NEW.text || char(10) || NEW.short_answer);
END;
CREATE TRIGGER question_found_anew AFTER UPDATE OF text, short_answer ON questions
WHEN NEW.text <> OLD.text OR NEW.short_answer <> OLD.short_answer
BEGIN
  UPDATE search_entries SET words = NEW.text || char(10) || NEW.short_answer, stems = NULL
   WHERE kind = 'question' AND record_id = NEW.id;
END;
CREATE TRIGGER question_found_otherwise AFTER UPDATE OF status ON questions WHEN NEW.status <> OLD.status
BEGIN
  UPDATE search_entries SET state = CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END
   WHERE kind = 'question' AND record_id = NEW.id;
END;
CREATE TRIGGER source_found AFTER INSERT ON sources
BEGIN
  INSERT INTO search_entries (number, kind, record_id, state, language, words)
  VALUES ((SELECT coalesce(max(number), 0) + 1 FROM search_entries WHERE number BETWEEN 1 AND 9999999),
          'source', NEW.id, CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END, NEW.language,
          NEW.title || char(10) || NEW.publisher || char(10) || coalesce(NEW.author, ''));
END;
CREATE TRIGGER source_found_anew AFTER UPDATE OF title, publisher, author, language ON sources
WHEN NEW.title <> OLD.title OR NEW.publisher <> OLD.publisher OR NEW.author IS NOT OLD.author
  OR NEW.language <> OLD.language
BEGIN
  UPDATE search_entries
     SET words = NEW.title || char(10) || NEW.publisher || char(10) || coalesce(NEW.author, ''),
         language = NEW.language, stems = NULL
   WHERE kind = 'source' AND record_id = NEW.id;
END;
CREATE TRIGGER source_found_otherwise AFTER UPDATE OF status ON sources WHEN NEW.status <> OLD.status
BEGIN
  UPDATE search_entries SET state = CASE NEW.status WHEN 'live' THEN 'public' ELSE NEW.status END
   WHERE kind = 'source' AND record_id = NEW.id;
END;
CREATE TRIGGER article_found AFTER INSERT ON articles
BEGIN
  INSERT INTO search_entries (number, kind, record_id, state, language, words)
  VALUES ((SELECT coalesce(max(number), 9999999) + 1 FROM search_entries WHERE number BETWEEN 10000000 AND 19999999),
          'article', NEW.id,
          CASE NEW.status WHEN 'published' THEN 'public' WHEN 'withdrawn' THEN 'retired' ELSE 'draft' END,
          NEW.language, NEW.title || char(10) || NEW.summary_markdown);
END;
CREATE TRIGGER article_found_anew AFTER UPDATE OF title, summary_markdown, language ON articles
WHEN NEW.title <> OLD.title OR NEW.summary_markdown <> OLD.summary_markdown OR NEW.language <> OLD.language
BEGIN
  UPDATE search_entries
     SET words = NEW.title || char(10) || NEW.summary_markdown, language = NEW.language, stems = NULL
   WHERE kind = 'article' AND record_id = NEW.id;
END;
CREATE TRIGGER article_found_otherwise AFTER UPDATE OF status ON articles WHEN NEW.status <> OLD.status
BEGIN
  UPDATE search_entries
     SET state = CASE NEW.status WHEN 'published' THEN 'public' WHEN 'withdrawn' THEN 'retired' ELSE 'draft' END
   WHERE kind = 'article' AND record_id = NEW.id;
END;

INSERT INTO search_entries (number, kind, record_id, state, language, words)
SELECT 29999999 + row_number() OVER (ORDER BY id), 'claim', id,
       CASE status WHEN 'live' THEN 'public' ELSE status END, '', text || char(10) || about
  FROM claims;
INSERT INTO search_entries (number, kind, record_id, state, language, words)
SELECT 19999999 + row_number() OVER (ORDER BY id), 'question', id,
       CASE status WHEN 'live' THEN 'public' ELSE status END, '', text || char(10) || short_answer
  FROM questions;
INSERT INTO search_entries (number, kind, record_id, state, language, words)
SELECT row_number() OVER (ORDER BY id), 'source', id,
       CASE status WHEN 'live' THEN 'public' ELSE status END, language,
       title || char(10) || publisher || char(10) || coalesce(author, '')
  FROM sources;
INSERT INTO search_entries (number, kind, record_id, state, language, words)
SELECT 9999999 + row_number() OVER (ORDER BY id), 'article', id,
       CASE status WHEN 'published' THEN 'public' WHEN 'withdrawn' THEN 'retired' ELSE 'draft' END,
       language, title || char(10) || summary_markdown
  FROM articles;
