package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1, P3 and P8 when the process is killed in the middle of its work. */
final class KilledProcessTest {
  private static final int LINES = 400;

  @TempDir Path folder;

  /** Lines that the writer said before it was killed. */
  private List<String> killedWriter(Path database) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dderby.stream.error.file=" + folder.resolve("derby.log"),
                "-cp",
                System.getProperty("java.class.path"),
                CrashedWriter.class.getName(),
                database.toString())
            .redirectError(new File(folder.toFile(), "err"))
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      while (line != null) {
        lines.add(line);
        if (lines.size() == LINES) {
          writer.toHandle().destroyForcibly();
        }
        line = said.readLine();
      }
    } finally {
      writer.destroyForcibly();
      writer.waitFor();
    }
    return lines;
  }

  @Test
  void whatWasPromisedIsThereAndNothingIsQueuedTwice() throws Exception {
    Path database = folder.resolve("database");
    List<String> said = killedWriter(database);
    assertThat(said).hasSizeGreaterThanOrEqualTo(LINES);
    EmbeddedDataSource dataSource = CrashedWriter.open(database);
    TestStore store = new TestStore(dataSource, null);
    store.queue.openSession("north", TestStore.SIM);
    for (String line : said) {
      String[] words = line.split(" ", -1);
      String state =
          switch (words[0]) {
            case "accepted" -> "SELECT COUNT(*) FROM message WHERE id = " + words[1];
            case "received" -> "SELECT COUNT(*) FROM inbound WHERE hex = '" + words[1] + "'";
            case "submitting" ->
                "SELECT COUNT(*) FROM segment WHERE state IN ('SUBMITTED', 'UNKNOWN') AND id = "
                    + words[1];
            default ->
                "SELECT COUNT(*) FROM segment WHERE state = 'SUBMITTED' AND id = " + words[1];
          };
      assertThat(store.sql(state)).as(line).isEqualTo(1);
    }
    assertThat(store.sql("SELECT COUNT(*) FROM segment WHERE state = 'SUBMITTING'")).isZero();
    assertThat(store.sql("SELECT COUNT(*) FROM segment WHERE state = 'UNKNOWN'"))
        .isLessThanOrEqualTo(1);
    dataSource.setShutdownDatabase("shutdown");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(dataSource::getConnection))
        .hasMessageContaining("shutdown");
  }
}
