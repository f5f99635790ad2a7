-- Change set 10. A held mail that was released stays known until it has left the mailbox: its age
-- must not have it held again.

ALTER TABLE held_mail ADD COLUMN released INT DEFAULT 0 NOT NULL;
