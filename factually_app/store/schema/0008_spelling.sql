-- Words as they are written in what can be found, for "Did you mean …": the index itself knows stems alone. The
-- engine learns them from what changes, before it commits. `search_spelling_parts` finds those that share trigrams with a
-- word, ^ and $ standing for where it begins and ends; `search_spelling_fresh` takes changed texts apart and is then
-- emptied.
CREATE TABLE search_spellings (
  word TEXT PRIMARY KEY CHECK (length(word) BETWEEN 3 AND 40)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search_spelling_parts USING fts5(word, tokenize = 'trigram', detail = none);
CREATE VIRTUAL TABLE search_spelling_fresh USING fts5(
  words, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE search_spelling_fresh_words USING fts5vocab(search_spelling_fresh, row);

INSERT INTO search_spelling_fresh (rowid, words) SELECT number, words FROM search_entries;
INSERT INTO search_spelling_fresh (rowid, words)
SELECT number, text || char(10) || coalesce(title, '') || char(10) || coalesce(summary, '')
       || char(10) || coalesce(speaker, '')
  FROM others_claims;
INSERT INTO search_spelling_parts (word)
SELECT '^' || term || '$'
  FROM search_spelling_fresh_words
 WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*';
INSERT INTO search_spellings (word)
SELECT term FROM search_spelling_fresh_words WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*';
INSERT INTO search_spelling_fresh (search_spelling_fresh) VALUES ('delete-all');
