-- Change set 2. What administrators order.

-- One row while nothing may be submitted, else none.
CREATE TABLE sending_stop (
  id SMALLINT NOT NULL PRIMARY KEY,
  stopped_at BIGINT NOT NULL,
  stopped_by VARCHAR(100) NOT NULL
);

-- A message is sent again at most once; what was sent again can be so itself.
CREATE TABLE retried (
  former_id BIGINT NOT NULL PRIMARY KEY,
  message_id BIGINT NOT NULL,
  CONSTRAINT retried_as UNIQUE (message_id)
);
