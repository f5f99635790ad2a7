-- Change set 1. Times are milliseconds since 1970-01-01 UTC, truth values 0 and 1.
-- LONG_TEXT is the database's type for texts of any length.

CREATE TABLE schema_version (version INT NOT NULL PRIMARY KEY);

CREATE TABLE installation (id VARCHAR(36) NOT NULL PRIMARY KEY);

CREATE TABLE app_user (
  email VARCHAR(254) NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL,
  number VARCHAR(16),
  nickname VARCHAR(64),
  nickname_key VARCHAR(64),
  rights VARCHAR(64) NOT NULL,
  quota INT,
  used INT NOT NULL,
  confirm VARCHAR(8) NOT NULL,
  fallback SMALLINT NOT NULL,
  lang VARCHAR(8) NOT NULL,
  CONSTRAINT user_nickname UNIQUE (nickname_key)
);
CREATE INDEX user_number ON app_user (number);

-- What was begun at a source: BEGUN, ACCEPTED, DISCARDED.
CREATE TABLE source (
  source_key VARCHAR(200) NOT NULL PRIMARY KEY,
  attempts INT NOT NULL,
  state VARCHAR(12) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  begun_at BIGINT NOT NULL
);

CREATE TABLE mail (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin VARCHAR(8) NOT NULL,
  sender VARCHAR(254) NOT NULL,
  message_id VARCHAR(998) NOT NULL,
  mail_references VARCHAR(8000) NOT NULL,
  subject VARCHAR(998) NOT NULL,
  body LONG_TEXT NOT NULL,
  high_priority SMALLINT NOT NULL,
  accepted_at BIGINT NOT NULL
);

-- One recipient of a mail. modem: the only one that may send its segments, once one was claimed.
CREATE TABLE message (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mail_id BIGINT NOT NULL,
  mail_key VARCHAR(200) NOT NULL,
  recipient_key VARCHAR(320) NOT NULL,
  address VARCHAR(320) NOT NULL,
  display_name VARCHAR(320) NOT NULL,
  state VARCHAR(16) NOT NULL,
  due BIGINT NOT NULL,
  attempts INT NOT NULL,
  accepted_at BIGINT NOT NULL,
  decided_at BIGINT,
  reference INT NOT NULL,
  number VARCHAR(16),
  label VARCHAR(320) NOT NULL,
  confirm VARCHAR(8) NOT NULL,
  flash SMALLINT NOT NULL,
  parts INT NOT NULL,
  modem VARCHAR(64),
  reason VARCHAR(1000) NOT NULL,
  locks BIGINT NOT NULL,
  CONSTRAINT message_once UNIQUE (mail_key, recipient_key)
);
CREATE INDEX message_due ON message (state, due, id);
CREATE INDEX message_mail ON message (mail_id);

-- lane: the number while the segment may hold back later messages to it, else NULL.
-- open_until: valid_until while the state is not terminal, else NULL.
-- attempts: intents that count against the segment. confirm: as in its message.
-- While it is SUBMITTING, modem, sim, session_id, intents and state_at describe the intent.
CREATE TABLE segment (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id BIGINT NOT NULL,
  seq INT NOT NULL,
  parts INT NOT NULL,
  tpdu VARCHAR(400) NOT NULL,
  number VARCHAR(16) NOT NULL,
  number_tail VARCHAR(8) NOT NULL,
  state VARCHAR(16) NOT NULL,
  state_at BIGINT NOT NULL,
  due BIGINT NOT NULL,
  valid_until BIGINT NOT NULL,
  open_until BIGINT,
  confirm VARCHAR(8) NOT NULL,
  lane VARCHAR(16),
  blocks_until BIGINT NOT NULL,
  modem VARCHAR(64),
  sim VARCHAR(64),
  session_id BIGINT NOT NULL,
  attempts INT NOT NULL,
  intents INT NOT NULL,
  resends INT NOT NULL,
  mr INT,
  submitted_at BIGINT,
  reason VARCHAR(300) NOT NULL
);
CREATE INDEX segment_due ON segment (state, due, id);
CREATE INDEX segment_open ON segment (open_until);
CREATE INDEX segment_lane ON segment (lane, message_id);
-- Columns that never change: a state change writes few indexes.
CREATE INDEX segment_tail ON segment (number_tail, valid_until);
CREATE INDEX segment_message ON segment (message_id);

-- Written when an intent ends: with its outcome, or without one when that is unknown.
CREATE TABLE attempt (
  segment_id BIGINT NOT NULL,
  n INT NOT NULL,
  modem VARCHAR(64) NOT NULL,
  sim VARCHAR(64) NOT NULL,
  session_id BIGINT NOT NULL,
  intent_at BIGINT NOT NULL,
  mr INT,
  outcome VARCHAR(12),
  CONSTRAINT attempt_once PRIMARY KEY (segment_id, n)
);
CREATE INDEX attempt_reference ON attempt (sim, mr, intent_at DESC);

-- Appended in the transaction of the change, never changed. kind: OUT (message and segment, seq 0
-- is the message) or IN.
CREATE TABLE transition (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  kind VARCHAR(3) NOT NULL,
  ref BIGINT NOT NULL,
  seq INT NOT NULL,
  happened_at BIGINT NOT NULL,
  from_state VARCHAR(16) NOT NULL,
  to_state VARCHAR(16) NOT NULL,
  cause VARCHAR(300) NOT NULL
);
CREATE INDEX transition_ref ON transition (kind, ref);

-- session_id: the one session that may claim with this SIM. uses: changed to lock the row.
CREATE TABLE sim (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  modem VARCHAR(64) NOT NULL,
  session_id BIGINT NOT NULL,
  uses BIGINT NOT NULL
);

CREATE INDEX sim_modem ON sim (modem);

CREATE TABLE modem_session (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  modem VARCHAR(64) NOT NULL,
  sim VARCHAR(64) NOT NULL,
  opened_at BIGINT NOT NULL
);

-- Last concatenation reference given for a destination.
CREATE TABLE counter (name VARCHAR(320) NOT NULL PRIMARY KEY, last_value INT NOT NULL);

-- A PDU from a modem, or a set of concatenated ones (kind SET).
CREATE TABLE inbound (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind VARCHAR(3) NOT NULL,
  modem VARCHAR(64) NOT NULL,
  sim VARCHAR(64) NOT NULL,
  hex VARCHAR(1000) NOT NULL,
  pdu_key VARCHAR(64),
  received_at BIGINT NOT NULL,
  in_modem SMALLINT NOT NULL,
  state VARCHAR(12) NOT NULL,
  due BIGINT NOT NULL,
  attempts INT NOT NULL,
  reason VARCHAR(500) NOT NULL,
  set_id BIGINT,
  seq INT,
  set_key VARCHAR(100),
  total INT NOT NULL,
  shown INT NOT NULL,
  partly_out SMALLINT NOT NULL,
  mr INT,
  recipient VARCHAR(32),
  sent_at BIGINT,
  report_class VARCHAR(10),
  report_status INT,
  originator VARCHAR(64) NOT NULL,
  answerable SMALLINT NOT NULL,
  body LONG_TEXT,
  recipients VARCHAR(2000) NOT NULL
);
CREATE INDEX inbound_due ON inbound (state, due, id);
CREATE INDEX inbound_key ON inbound (pdu_key);
CREATE INDEX inbound_part ON inbound (set_id);
CREATE INDEX inbound_set ON inbound (set_key);
CREATE INDEX inbound_report ON inbound (sim, mr, state);

CREATE TABLE inbound_recipient (
  inbound_id BIGINT NOT NULL,
  email VARCHAR(254) NOT NULL,
  originator VARCHAR(64) NOT NULL,
  CONSTRAINT inbound_recipient_once PRIMARY KEY (email, originator)
);

-- A mail to deliver: WAITING, SENDING, DELIVERED, FAILED. Its facts are read from the row it
-- refers to.
CREATE TABLE outgoing (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  once_key VARCHAR(320) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  ref BIGINT NOT NULL,
  recipient VARCHAR(254) NOT NULL,
  subject VARCHAR(300) NOT NULL,
  body LONG_TEXT NOT NULL,
  token VARCHAR(36) NOT NULL,
  state VARCHAR(12) NOT NULL,
  due BIGINT NOT NULL,
  attempts INT NOT NULL,
  unanswered INT NOT NULL,
  created_at BIGINT NOT NULL,
  reason VARCHAR(300) NOT NULL,
  CONSTRAINT outgoing_once UNIQUE (once_key)
);
CREATE INDEX outgoing_due ON outgoing (state, due, id);
