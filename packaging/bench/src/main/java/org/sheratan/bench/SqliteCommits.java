package org.sheratan.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The peer: one row a transaction, write-ahead log, synchronous FULL. */
final class SqliteCommits {
  private SqliteCommits() {}

  /** All threads take turns on one connection. */
  static double shared(Path folder, int threads, long forMs, byte[] value) throws Exception {
    try (Connection connection = connect(folder); PreparedStatement insert = insert(connection)) {
      return Crew.perSecond(threads, forMs, (thread, count) -> {
        synchronized (connection) {
          put(insert, count, value);
        }
      });
    }
  }

  /** Each thread has its own connection; SQLite itself makes them wait. */
  static double apart(Path folder, int threads, long forMs, byte[] value) throws Exception {
    List<Connection> connections = new ArrayList<>();
    List<PreparedStatement> inserts = new ArrayList<>();
    try {
      for (int index = 0; index < threads; index++) {
        connections.add(connect(folder));
        inserts.add(insert(connections.get(index)));
      }
      return Crew.perSecond(threads, forMs, (thread, count) -> put(inserts.get(thread), count, value));
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private static Connection connect(Path folder) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("peer.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=60000");
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("CREATE TABLE IF NOT EXISTS record (name TEXT PRIMARY KEY, value BLOB)");
    }
    return connection;
  }

  private static PreparedStatement insert(Connection connection) throws SQLException {
    return connection.prepareStatement("INSERT INTO record VALUES (?, ?)");
  }

  private static void put(PreparedStatement insert, long count, byte[] value) throws SQLException {
    insert.setString(1, JournalBench.recordName(count));
    insert.setBytes(2, value);
    insert.executeUpdate();
  }
}
