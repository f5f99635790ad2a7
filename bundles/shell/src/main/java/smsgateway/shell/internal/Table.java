package smsgateway.shell.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows under titles, for people as aligned columns and for programs as JSON.
 *
 * @param titles upper case; their lower-case form names the JSON members
 * @param rows as many cells each as there are titles; {@code null} is an empty cell
 */
record Table(List<String> titles, List<List<Object>> rows) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /**
   * The title line, also without rows, and one line per row; numbers to the right, everything else
   * to the left. Characters that could steer the terminal are made visible.
   */
  List<String> lines() {
    List<List<String>> lines = cells();
    lines.add(0, titles);
    return aligned(lines);
  }

  /** As {@link #lines} without the title line. */
  List<String> untitled() {
    return aligned(cells());
  }

  /** An array with one object per row; times in UTC as ISO 8601. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        object.put(titles.get(i).toLowerCase(Locale.ROOT).replace(' ', '_'), row.get(i));
      }
      objects.add(object);
    }
    return objects;
  }

  private List<List<String>> cells() {
    List<List<String>> lines = new ArrayList<>();
    for (List<Object> row : rows) {
      lines.add(row.stream().map(Table::text).toList());
    }
    return lines;
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Instant time) {
      return local(time);
    }
    return Visible.of(cell.toString());
  }

  /** A time in the zone of the gateway, to the second. */
  static String local(Instant time) {
    return TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
  }

  private List<String> aligned(List<List<String>> lines) {
    List<String> out = new ArrayList<>();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        String pad = " ".repeat(width(lines, i) - length(line.get(i)));
        boolean right = isNumeric(i);
        text.append(i == 0 ? "" : "  ").append(right ? pad : "").append(line.get(i));
        text.append(right ? "" : pad);
      }
      out.add(text.toString().stripTrailing());
    }
    return out;
  }

  private boolean isNumeric(int column) {
    return rows.stream().map(row -> row.get(column)).anyMatch(Number.class::isInstance);
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
