-- Change set 2. What administrators order.
-- message.state is PLANNED, HELD or CANCELLED once a message has segments: the order that segments
-- follow which come back to the queue. message.mail_key of a message that was sent again is
-- 'retry:' and the id of the former one. transition.kind ALL (ref 0) is about all sending.

-- One row while nothing may be submitted, else none.
CREATE TABLE sending_stop (
  id SMALLINT NOT NULL PRIMARY KEY,
  stopped_at BIGINT NOT NULL,
  stopped_by VARCHAR(100) NOT NULL
);
