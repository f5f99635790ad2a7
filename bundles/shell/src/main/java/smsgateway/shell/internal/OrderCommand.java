package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import smsgateway.api.Administration;
import smsgateway.api.StoreException;

/** A command that gives the store an order in the name of who typed it. */
abstract class OrderCommand extends SmsCommand {
  @Reference(optional = true)
  Administration administration;

  @Reference(optional = true)
  Session session;

  @Override
  final List<String> answer() throws StoreException {
    return order(need(administration, "store"), Operator.name(session));
  }

  /** Gives the order and returns the lines to print. */
  abstract List<String> order(Administration store, String by) throws StoreException;
}
