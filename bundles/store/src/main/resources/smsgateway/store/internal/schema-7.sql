-- Change set 7. Requests that wait for a number.

-- wanted: address of the user whose number the sender was asked for. asked: how often; its sender is
-- then told of it by mails of its own.
ALTER TABLE message ADD COLUMN wanted VARCHAR(254);
ALTER TABLE message ADD COLUMN asked INT DEFAULT 0 NOT NULL;
