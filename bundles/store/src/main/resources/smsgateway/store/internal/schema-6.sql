-- Change set 6. Which modems may send a segment, and how soon.

-- choices: names of modems in order of preference, separated by commas, equals by plus signs; a SIM
-- is 'sim:' and its identity. only_these: nobody else may. patience: milliseconds for which a
-- choice must not have asked for work before the next one may. Never changed, never deleted.
CREATE TABLE way (
  id INT NOT NULL PRIMARY KEY,
  choices VARCHAR(500) NOT NULL,
  only_these SMALLINT NOT NULL,
  patience BIGINT NOT NULL,
  CONSTRAINT way_once UNIQUE (choices, only_these, patience)
);

-- way: its row, or 0 for every modem. priority: 0 to 9; its part in due is a head start.
ALTER TABLE segment ADD COLUMN way INT DEFAULT 0 NOT NULL;
ALTER TABLE segment ADD COLUMN priority INT DEFAULT 0 NOT NULL;

DROP INDEX segment_due;
CREATE INDEX segment_due ON segment (state, way, due, id);
