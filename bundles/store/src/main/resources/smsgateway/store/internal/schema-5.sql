-- Change set 5. Mails that stay unread in a mailbox.

-- A mailbox whose mails of before are in held_mail. name holds the validity of the mails' ids.
CREATE TABLE mailbox (
  name VARCHAR(200) NOT NULL PRIMARY KEY,
  account VARCHAR(64) NOT NULL,
  seen_at BIGINT NOT NULL
);

CREATE TABLE held_mail (
  mailbox VARCHAR(200) NOT NULL,
  mail VARCHAR(100) NOT NULL,
  account VARCHAR(64) NOT NULL,
  CONSTRAINT held_mail_once PRIMARY KEY (mailbox, mail)
);
CREATE INDEX held_mail_account ON held_mail (account);
