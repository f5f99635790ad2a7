-- Change set 8. Which SIM talked with a number last. inbound_recipient.inbound_id is the last SMS of
-- the number to the user.

CREATE INDEX inbound_recipient_from ON inbound_recipient (originator);
