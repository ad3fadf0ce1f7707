-- Words as they are written in what can be found, for "Did you mean …": the index itself knows stems alone. The
-- engine learns them from what changes, before it commits. `spelling_parts` finds those that share trigrams with a
-- word, ^ and $ standing for where it begins and ends; `spelling_fresh` takes changed texts apart and is emptied at once.
CREATE TABLE spellings (
  word TEXT PRIMARY KEY CHECK (length(word) BETWEEN 3 AND 40)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE spelling_parts USING fts5(word, tokenize = 'trigram', detail = none);
CREATE VIRTUAL TABLE spelling_fresh USING fts5(
  words, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE spelling_fresh_words USING fts5vocab(spelling_fresh, row);

INSERT INTO spelling_fresh (rowid, words) SELECT number, words FROM search_entries;
INSERT INTO spelling_parts (word)
SELECT '^' || term || '$'
  FROM spelling_fresh_words
 WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*';
INSERT INTO spellings (word)
SELECT term FROM spelling_fresh_words WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*';
INSERT INTO spelling_fresh (spelling_fresh) VALUES ('delete-all');
