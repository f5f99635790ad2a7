package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, as numbered change sets that run on every supported database. A change set that was
 * ever released is never edited; a change is a new one. Times are milliseconds since 1970-01-01
 * UTC.
 */
final class Schema {
  private static final List<List<String>> CHANGE_SETS = List.of(first());

  private Schema() {}

  /** Brings the tables to the newest version; each change set is one transaction. */
  static void migrate(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Dialect dialect = Dialect.of(connection);
    int version = version(connection);
    for (int next = version + 1; next <= CHANGE_SETS.size(); next++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : CHANGE_SETS.get(next - 1)) {
          statement.execute(dialect.ddl(sql));
        }
        statement.execute("INSERT INTO schema_version VALUES (" + next + ")");
      }
      connection.commit();
    }
  }

  /** 0 for an empty database. */
  static int version(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      connection.rollback();
      if (!List.of("42X05", "42Y07", "42P01").contains(e.getSQLState())) {
        throw e;
      }
      return 0;
    }
  }

  private static List<String> first() {
    return List.of(
        "CREATE TABLE schema_version (version INT NOT NULL PRIMARY KEY)",
        "CREATE TABLE installation (id VARCHAR(36) NOT NULL PRIMARY KEY)",
        """
        CREATE TABLE app_user (email VARCHAR(254) NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL,
          number VARCHAR(16), nickname VARCHAR(64), nickname_key VARCHAR(64), rights VARCHAR(64) NOT NULL,
          quota INT, used INT NOT NULL, confirm VARCHAR(8) NOT NULL, fallback SMALLINT NOT NULL,
          language VARCHAR(8) NOT NULL, CONSTRAINT user_nickname UNIQUE (nickname_key))""",
        "CREATE INDEX user_number ON app_user (number)",
        """
        CREATE TABLE source (source_key VARCHAR(200) NOT NULL PRIMARY KEY, attempts INT NOT NULL,
          state VARCHAR(12) NOT NULL, reason VARCHAR(500) NOT NULL, begun_at BIGINT NOT NULL)""",
        """
        CREATE TABLE mail (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, origin VARCHAR(8) NOT NULL,
          sender VARCHAR(254) NOT NULL, message_id VARCHAR(998) NOT NULL, mail_references VARCHAR(8000) NOT NULL,
          subject VARCHAR(998) NOT NULL, body LONG_TEXT NOT NULL, high_priority SMALLINT NOT NULL,
          accepted_at BIGINT NOT NULL)""",
        """
        CREATE TABLE message (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail_id BIGINT NOT NULL,
          mail_key VARCHAR(200) NOT NULL, recipient_key VARCHAR(600) NOT NULL, address VARCHAR(320) NOT NULL,
          display_name VARCHAR(320) NOT NULL, state VARCHAR(16) NOT NULL, attempts INT NOT NULL,
          not_before BIGINT NOT NULL, accepted_at BIGINT NOT NULL, decided_at BIGINT, number VARCHAR(16),
          label VARCHAR(320) NOT NULL, confirm VARCHAR(8) NOT NULL, flash SMALLINT NOT NULL,
          segments INT NOT NULL, reason VARCHAR(1000) NOT NULL, locks INT NOT NULL,
          CONSTRAINT message_once UNIQUE (mail_key, recipient_key))""",
        "CREATE INDEX message_state ON message (state, id)",
        "CREATE INDEX message_mail ON message (mail_id)",
        """
        CREATE TABLE segment (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message_id BIGINT NOT NULL,
          seq INT NOT NULL, tpdu VARCHAR(400) NOT NULL, state VARCHAR(16) NOT NULL, number VARCHAR(16) NOT NULL,
          number_tail VARCHAR(8) NOT NULL, modem VARCHAR(64), sim VARCHAR(64), not_before BIGINT NOT NULL,
          valid_until BIGINT NOT NULL, state_at BIGINT NOT NULL, submitted_at BIGINT, attempts INT NOT NULL,
          resends INT NOT NULL, message_reference INT, reason VARCHAR(300) NOT NULL)""",
        "CREATE INDEX segment_ready ON segment (state, id)",
        "CREATE INDEX segment_due ON segment (state, valid_until)",
        "CREATE INDEX segment_number ON segment (number, state)",
        "CREATE INDEX segment_tail ON segment (number_tail, submitted_at)",
        "CREATE INDEX segment_message ON segment (message_id)",
        """
        CREATE TABLE attempt (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, segment_id BIGINT NOT NULL,
          modem VARCHAR(64) NOT NULL, sim VARCHAR(64) NOT NULL, session BIGINT NOT NULL, intent_at BIGINT NOT NULL,
          message_reference INT, outcome VARCHAR(12))""",
        "CREATE INDEX attempt_reference ON attempt (sim, message_reference)",
        "CREATE INDEX attempt_segment ON attempt (segment_id)",
        """
        CREATE TABLE transition (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind VARCHAR(8) NOT NULL,
          ref BIGINT NOT NULL, happened_at BIGINT NOT NULL, from_state VARCHAR(16) NOT NULL, to_state VARCHAR(16) NOT NULL,
          cause VARCHAR(300) NOT NULL)""",
        "CREATE INDEX transition_ref ON transition (kind, ref)",
        "CREATE TABLE sim (id VARCHAR(64) NOT NULL PRIMARY KEY, locks BIGINT NOT NULL)",
        """
        CREATE TABLE modem_session (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, modem VARCHAR(64) NOT NULL,
          sim VARCHAR(64) NOT NULL, opened_at BIGINT NOT NULL)""",
        """
        CREATE TABLE pdu (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, modem VARCHAR(64) NOT NULL,
          sim VARCHAR(64) NOT NULL, hex VARCHAR(1000) NOT NULL, pdu_key VARCHAR(64) NOT NULL,
          received_at BIGINT NOT NULL, in_modem SMALLINT NOT NULL, state VARCHAR(12) NOT NULL,
          attempts INT NOT NULL, not_before BIGINT NOT NULL, set_id BIGINT, seq INT, message_reference INT,
          recipient VARCHAR(32), service_centre_time BIGINT, report_class VARCHAR(10), reason VARCHAR(500) NOT NULL)""",
        "CREATE INDEX pdu_state ON pdu (state, id)",
        "CREATE INDEX pdu_once ON pdu (pdu_key)",
        "CREATE INDEX pdu_set ON pdu (set_id)",
        "CREATE INDEX pdu_parked ON pdu (sim, message_reference, state)",
        """
        CREATE TABLE part_set (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, originator VARCHAR(32) NOT NULL,
          reference INT NOT NULL, total INT NOT NULL, modem VARCHAR(64) NOT NULL, first_at BIGINT NOT NULL,
          state VARCHAR(12) NOT NULL, partial_sent SMALLINT NOT NULL, attempts INT NOT NULL,
          not_before BIGINT NOT NULL)""",
        "CREATE INDEX part_set_state ON part_set (state, id)",
        "CREATE INDEX part_set_key ON part_set (originator, reference, total)",
        """
        CREATE TABLE inbound (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, originator VARCHAR(32) NOT NULL,
          answerable SMALLINT NOT NULL, body LONG_TEXT NOT NULL, sent_at BIGINT, received_at BIGINT NOT NULL,
          modem VARCHAR(64) NOT NULL, recipients VARCHAR(2000) NOT NULL, segments INT NOT NULL,
          reason VARCHAR(200) NOT NULL)""",
        "CREATE TABLE inbound_recipient (inbound_id BIGINT NOT NULL, email VARCHAR(254) NOT NULL, originator VARCHAR(32) NOT NULL)",
        "CREATE INDEX inbound_writer ON inbound_recipient (email, originator)",
        """
        CREATE TABLE outgoing (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, once_key VARCHAR(320) NOT NULL,
          kind VARCHAR(12) NOT NULL, ref BIGINT NOT NULL, recipient VARCHAR(254) NOT NULL,
          subject VARCHAR(300) NOT NULL, body LONG_TEXT NOT NULL, token VARCHAR(36) NOT NULL,
          state VARCHAR(12) NOT NULL, attempts INT NOT NULL, not_before BIGINT NOT NULL, created_at BIGINT NOT NULL,
          reason VARCHAR(300) NOT NULL, CONSTRAINT outgoing_once UNIQUE (once_key))""",
        "CREATE INDEX outgoing_state ON outgoing (state, id)");
  }
}
