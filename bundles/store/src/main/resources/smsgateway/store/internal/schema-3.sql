-- Change set 3. How often the data moved to another database, beginning with 1. A database whose
-- number is smaller than that in the marker file is what remained behind.

ALTER TABLE installation ADD COLUMN generation INT DEFAULT 1 NOT NULL;
