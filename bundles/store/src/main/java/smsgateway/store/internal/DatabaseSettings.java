package smsgateway.store.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of a data source file. Keys without a dot and those after {@code jdbc.} go to the
 * driver, those after {@code hikari.} to the pool.
 */
record DatabaseSettings(Map<String, String> values) {
  static final String FILE = "org.ops4j.datasource-smsgateway.cfg";
  private static final String DRIVER = "osgi.jdbc.driver.name";
  private static final String EMBEDDED = "derby";
  private static final String POSTGRESQL = "PostgreSQL JDBC Driver";
  private static final String POOL = "hikari.";
  private static final String JDBC = "jdbc.";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  DatabaseSettings {
    Map<String, String> trimmed = new TreeMap<>();
    values.forEach((key, value) -> trimmed.put(key, value.strip()));
    values = Map.copyOf(trimmed);
  }

  /** The embedded database in a folder. */
  static DatabaseSettings derby(Path folder) {
    return new DatabaseSettings(
        Map.of(
            DRIVER,
            EMBEDDED,
            "databaseName",
            folder.toString().replace('\\', '/'),
            "user",
            "smsgateway",
            "password",
            "smsgateway"));
  }

  static DatabaseSettings postgresql(String url, String user, String password) {
    return new DatabaseSettings(
        Map.of(DRIVER, POSTGRESQL, "url", url, "user", user, "password", password));
  }

  /** Reads a file in UTF-8; <code>${name}</code> stands for a system property. */
  static DatabaseSettings read(Path file) throws IOException, Refusal {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      String value = expanded(properties.getProperty(key));
      if (value.contains("$[")) {
        throw new Refusal(
            "Key " + key + " of " + file + " refers to a secret: write its value there for now.");
      }
      values.put(key, value);
    }
    DatabaseSettings settings = new DatabaseSettings(values);
    if (settings.driver().isEmpty()) {
      throw new Refusal(file + " is no data source file: it has no key " + DRIVER + ".");
    }
    return settings;
  }

  private static String expanded(String value) {
    return PLACEHOLDER
        .matcher(value)
        .replaceAll(m -> Matcher.quoteReplacement(System.getProperty(m.group(1), m.group())));
  }

  private String value(String key) {
    return values.getOrDefault(key, "");
  }

  /** As {@code osgi.jdbc.driver.name} of a driver. */
  String driver() {
    return value(DRIVER);
  }

  /** Whether the database lives in this process. */
  boolean embedded() {
    return driver().equals(EMBEDDED);
  }

  /** Folder of an embedded database. */
  Path folder() {
    return Path.of(value("databaseName")).toAbsolutePath().normalize();
  }

  /** For sentences: which database, without login. */
  String name() {
    String url = value("url");
    int query = url.indexOf('?');
    return embedded() ? folder().toString() : query < 0 ? url : url.substring(0, query);
  }

  /** What the driver is told; never to create a database. */
  Properties forDriver() {
    Properties result = new Properties();
    values.forEach(
        (key, value) -> {
          String plain = key.startsWith(JDBC) ? key.substring(JDBC.length()) : key;
          if (!plain.contains(".")) {
            result.setProperty(plain, value);
          }
        });
    for (String notItsOwn :
        new String[] {"dataSourceName", "dataSourceType", "pool", "xa", "createDatabase"}) {
      result.remove(notItsOwn);
    }
    if (!embedded()) {
      // A server that vanished without a word must not hold a thread for ever.
      addUnlessGiven(result, "connectTimeout", "5");
      addUnlessGiven(result, "socketTimeout", "60");
      addUnlessGiven(result, "tcpKeepAlive", "true");
    }
    return result;
  }

  private void addUnlessGiven(Properties properties, String key, String value) {
    if (!value("url").contains(key + "=")) {
      properties.putIfAbsent(key, value);
    }
  }

  /** What the pool is told. */
  Properties forPool() {
    Properties result = new Properties();
    result.setProperty("maximumPoolSize", "12");
    result.setProperty("connectionTimeout", "3000");
    result.setProperty("poolName", "smsgateway");
    // A database that goes away in this moment is found again like at any other.
    result.setProperty("initializationFailTimeout", "-1");
    values.forEach(
        (key, value) -> {
          if (key.startsWith(POOL)) {
            result.setProperty(key.substring(POOL.length()), value);
          }
        });
    return result;
  }

  /** The text of a data source file with these settings. */
  String text() {
    StringBuilder text = new StringBuilder("# Written by sms:migrate.\n");
    Map<String, String> all = new TreeMap<>(values);
    all.put("dataSourceName", "smsgateway");
    all.forEach((key, value) -> text.append(key).append(" = ").append(escaped(value)).append('\n'));
    return text.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }

  /** Without values: they may be secrets. */
  @Override
  public String toString() {
    return name();
  }
}
