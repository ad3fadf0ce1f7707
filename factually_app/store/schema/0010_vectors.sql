-- What records mean, for the extra [semantic]: a vector for each text that the index of words has. `serial` grows and is
-- never given twice, so that whoever has all up to one reads only what came since. `vector` is a scale and 384 whole
-- numbers, or empty for a text that the model does not understand. A text that changes loses its vector in the same
-- commit; a new one is made later, by whoever has the model.
CREATE TABLE search_vectors (
  serial INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL UNIQUE,
  model BLOB NOT NULL CHECK (length(model) = 8),
  text_hash BLOB NOT NULL CHECK (length(text_hash) = 16),
  vector BLOB NOT NULL CHECK (length(vector) IN (0, 388))
) STRICT;

CREATE TRIGGER search_entry_means_otherwise AFTER UPDATE OF words, stems, language ON search_entries
WHEN NEW.indexed IS NOT OLD.indexed OR NEW.language <> OLD.language
BEGIN
  DELETE FROM search_vectors WHERE number = OLD.number;
END;
CREATE TRIGGER search_entry_means_nothing AFTER DELETE ON search_entries
BEGIN
  DELETE FROM search_vectors WHERE number = OLD.number;
END;
CREATE TRIGGER others_claim_means_otherwise AFTER UPDATE OF text, title, summary, speaker, stems, language ON others_claims
WHEN NEW.indexed <> OLD.indexed OR NEW.language <> OLD.language
BEGIN
  DELETE FROM search_vectors WHERE number = OLD.number;
END;
CREATE TRIGGER others_claim_means_nothing AFTER DELETE ON others_claims
BEGIN
  DELETE FROM search_vectors WHERE number = OLD.number;
END;
