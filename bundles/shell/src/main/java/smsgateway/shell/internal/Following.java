package smsgateway.shell.internal;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;

/** Options that follow an argument: Karaf itself takes them for further arguments. */
final class Following {
  private Following() {}

  /**
   * Sets the fields of a command that are {@link Option}s.
   *
   * @param words {@code --name value}, {@code --name=value}, or {@code --name} of a boolean
   * @throws IllegalArgumentException with a sentence when one of them is none
   */
  static void apply(SmsCommand command, List<String> words) {
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String[] word = rest.next().split("=", 2);
      Field field = field(command, word[0]);
      boolean flag = field.getType() == boolean.class;
      if (word.length == 1 && !flag && !rest.hasNext()) {
        throw new IllegalArgumentException("Option " + word[0] + " needs a value.");
      }
      set(field, command, word.length == 2 ? word[1] : flag ? "true" : rest.next());
    }
  }

  private static Field field(SmsCommand command, String name) {
    return Arrays.stream(command.getClass().getDeclaredFields())
        .filter(f -> f.isAnnotationPresent(Option.class))
        .filter(f -> f.getAnnotation(Option.class).name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Unknown option " + Visible.of(name) + "."));
  }

  private static void set(Field field, SmsCommand command, String value) {
    try {
      if (field.getType() == boolean.class) {
        field.setBoolean(command, Boolean.parseBoolean(value));
      } else if (field.getType() == int.class) {
        field.setInt(command, Integer.parseInt(value));
      } else {
        field.set(command, value);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + Visible.of(value) + "\" is no number.", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("options are visible in their package", e);
    }
  }
}
