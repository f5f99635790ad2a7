-- Change set 4. What a mail held beside its text and what was not sent: names, one per line.

ALTER TABLE mail ADD COLUMN attachments VARCHAR(2000) DEFAULT '' NOT NULL;
