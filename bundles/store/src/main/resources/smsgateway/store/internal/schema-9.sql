-- Change set 9. Who pays, and when quotas are filled up again.

-- payer: the user whose quota was debited for the segments.
ALTER TABLE message ADD COLUMN payer VARCHAR(254);

-- period: how often used begins at 0 again, NONE, DAY, WEEK or MONTH. period_start: when the period
-- began that used counts.
ALTER TABLE app_user ADD COLUMN period VARCHAR(8) DEFAULT 'NONE' NOT NULL;
ALTER TABLE app_user ADD COLUMN period_start BIGINT DEFAULT 0 NOT NULL;

CREATE INDEX user_period ON app_user (period, period_start);

-- long_text and urgent: what of the gateway's settings is different for this user; empty for nothing.
ALTER TABLE app_user ADD COLUMN long_text VARCHAR(16) DEFAULT '' NOT NULL;
ALTER TABLE app_user ADD COLUMN urgent VARCHAR(8) DEFAULT 'FLASH' NOT NULL;

-- aliases: further addresses of the user, separated by blanks, so that they are read with his row;
-- user_address finds the user by one, and has each once.
ALTER TABLE app_user ADD COLUMN aliases VARCHAR(2000) DEFAULT '' NOT NULL;
CREATE TABLE user_address (
  address VARCHAR(254) NOT NULL PRIMARY KEY,
  email VARCHAR(254) NOT NULL
);
CREATE INDEX user_address_email ON user_address (email);

-- Appended with each change of a user's number, never changed. Numbers are masked.
CREATE TABLE number_change (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by VARCHAR(254) NOT NULL,
  before_change VARCHAR(32) NOT NULL,
  after_change VARCHAR(32) NOT NULL
);
CREATE INDEX number_change_email ON number_change (email);
