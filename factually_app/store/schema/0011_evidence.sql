-- The last word on ratings that nothing stands behind: no claim goes live, or stays live when it is changed, without
-- evidence, unless its rating is that nothing is shown. Whoever writes a claim anew writes its evidence first.
-- (A claim that an import brings is inserted before its evidence; the import itself refuses one without any.)
CREATE TRIGGER no_rating_without_evidence
BEFORE UPDATE OF status, rating, version ON claims
WHEN NEW.status = 'live' AND NEW.rating <> 'unproven'
  AND NOT EXISTS (SELECT 1 FROM evidence WHERE claim_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a claim that readers see is rated, and has no evidence');
END;
