package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.support.CommandException;
import smsgateway.api.StoreException;

/**
 * A command that prints lines or fails with one sentence; {@code bin/client} then ends with an
 * error code. References of commands are optional, because Karaf holds back all commands of a
 * bundle while a mandatory one is missing.
 */
abstract class SmsCommand implements Action {

  /**
   * Does the work.
   *
   * @return the lines to print
   * @throws IllegalArgumentException with a sentence about what was typed
   */
  abstract List<String> answer() throws StoreException;

  /** Prints the answer; every failure is one sentence. */
  @Override
  public final Object execute() throws CommandException {
    try {
      answer().forEach(System.out::println);
      return null;
    } catch (IllegalArgumentException | StoreException e) {
      throw new CommandException(e.getMessage(), e.getMessage(), e);
    }
  }

  /**
   * The service.
   *
   * @throws IllegalArgumentException naming the bundle when there is none
   */
  static <T> T need(T service, String bundle) {
    if (service == null) {
      throw new IllegalArgumentException(
          "Bundle smsgateway."
              + bundle
              + " is missing or not ready; bundle:list and log:display say why.");
    }
    return service;
  }

  /** The table as the caller wants it. */
  static List<String> print(Table table, boolean json) {
    return json ? List.of(Json.of(table.json())) : table.lines();
  }
}
