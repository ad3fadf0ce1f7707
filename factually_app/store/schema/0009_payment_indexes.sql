-- Each index is one more page of the log that a payment waits for. Erasing a person reads all events anyway, so
-- that these two served nobody; and the newest events are found as well from the end of an index that grows there.
DROP INDEX IF EXISTS payment_events_by_person;
DROP INDEX IF EXISTS payment_events_by_reference;
DROP INDEX IF EXISTS payment_events_newest;
CREATE INDEX payment_events_newest ON payment_events (received_at, provider, event_id);
