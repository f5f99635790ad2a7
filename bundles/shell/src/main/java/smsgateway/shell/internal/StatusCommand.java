package smsgateway.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.Health;

/** {@code sms:status}: the level in the first line, then all findings, the worst first. */
@Service
@Command(scope = "sms", name = "status", description = "Shows how the gateway is")
public class StatusCommand extends SmsCommand {
  @Reference(optional = true)
  Health health;

  @Option(name = "--json", description = "Print JSON")
  boolean json;

  @Override
  List<String> answer() {
    Health present = need(health, "reporting");
    Table findings = findings(present);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("status", present.level());
      object.put("findings", findings.json());
      return List.of(Json.of(object));
    }
    List<String> lines = new ArrayList<>(List.of(present.level().name()));
    lines.addAll(findings.untitled());
    return lines;
  }

  private static Table findings(Health health) {
    List<List<Object>> rows = new ArrayList<>();
    health.findings().forEach(f -> rows.add(Arrays.asList(f.level(), f.component(), f.message())));
    return new Table(List.of("LEVEL", "COMPONENT", "MESSAGE"), rows);
  }
}
