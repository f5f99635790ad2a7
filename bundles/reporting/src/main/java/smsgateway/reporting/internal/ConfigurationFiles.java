package smsgateway.reporting.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import smsgateway.api.StatusSource;

/**
 * Tells what no component can tell of its own file: keys that nothing reads, secrets that nobody
 * has set, files that belong to nothing. What a bundle understands is asked of its metatype.
 */
@Component
public final class ConfigurationFiles implements StatusSource {
  private static final String NAME = "configuration";
  private static final String OURS = "(service.pid=smsgateway.*)";
  private static final Pattern SECRET = Pattern.compile("\\$\\[secret:([^;\\]]+)");
  private static final String FILE = "felix.fileinstall.filename";
  private static final long LOOK = TimeUnit.SECONDS.toNanos(3);

  /** Written into every configuration by the container. */
  private static final Set<String> FOREIGN = Set.of("service.pid", "service.factoryPid", FILE);

  private final BundleContext context;
  private final ConfigurationAdmin configurations;
  private final MetaTypeService metatypes;

  private record Look(long at, List<Finding> findings) {}

  private volatile Look last = new Look(System.nanoTime() - LOOK, List.of());

  /** Reads nothing yet. */
  @Activate
  public ConfigurationFiles(
      BundleContext context,
      @Reference ConfigurationAdmin configurations,
      @Reference MetaTypeService metatypes) {
    this.context = context;
    this.configurations = configurations;
    this.metatypes = metatypes;
  }

  /** {@inheritDoc} What it says is three seconds old at most. */
  @Override
  public List<Finding> findings() {
    Look look = last;
    long now = System.nanoTime();
    if (now - look.at() >= LOOK) {
      look = new Look(now, look());
      last = look;
    }
    return look.findings();
  }

  private List<Finding> look() {
    List<Finding> all = new ArrayList<>();
    try {
      Configuration[] found = configurations.listConfigurations(OURS);
      for (Configuration one : found == null ? new Configuration[0] : found) {
        look(one, all);
      }
    } catch (IOException | InvalidSyntaxException e) {
      all.add(yellow("The configuration cannot be read (" + e.getMessage() + ")."));
    }
    if (all.isEmpty()) {
      all.add(new Finding(Level.GREEN, NAME, "Every key of every file is understood."));
    }
    return List.copyOf(all);
  }

  private void look(Configuration one, List<Finding> all) {
    String pid = one.getFactoryPid() == null ? one.getPid() : one.getFactoryPid();
    Dictionary<String, Object> raw = one.getProperties();
    Dictionary<String, Object> processed = one.getProcessedProperties(null);
    if (raw == null || processed == null) {
      return;
    }
    String file = file(raw, one.getPid());
    Set<String> known = known(pid);
    if (known.isEmpty()) {
      all.add(
          yellow(
              file
                  + " is read by nothing: correct its name, or install the bundle it belongs to."));
      return;
    }
    for (String key : new TreeSet<>(Collections.list(raw.keys()))) {
      if (!known.contains(key) && !FOREIGN.contains(key)) {
        all.add(
            yellow(
                file
                    + ": nothing reads the key "
                    + key
                    + "; there are "
                    + String.join(", ", known)));
      }
      Matcher missing = SECRET.matcher(String.valueOf(processed.get(key)));
      if (missing.find()) {
        all.add(
            yellow(
                file
                    + ": "
                    + key
                    + " names a secret that is not there: write the file etc/"
                    + missing.group(1)
                    + "."));
      }
    }
  }

  private static String file(Dictionary<String, Object> properties, String pid) {
    Object name = properties.get(FILE);
    return name == null ? pid : "etc/" + name.toString().replaceAll(".*[/\\\\]", "");
  }

  private Set<String> known(String pid) {
    Set<String> keys = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("smsgateway.")) {
        MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        if (information != null && knows(information, pid)) {
          ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
          for (AttributeDefinition attribute :
              definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
            keys.add(attribute.getID());
          }
        }
      }
    }
    return keys;
  }

  private static boolean knows(MetaTypeInformation information, String pid) {
    return List.of(information.getPids()).contains(pid)
        || List.of(information.getFactoryPids()).contains(pid);
  }

  private static Finding yellow(String sentence) {
    return new Finding(Level.YELLOW, NAME, sentence);
  }
}
