package smsgateway.emulator.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shell commands {@code emulator:phones}, {@code emulator:send} and {@code emulator:mails}. */
@Component(
    service = EmulatorCommands.class,
    property = {
      "osgi.command.scope=emulator",
      "osgi.command.function=phones",
      "osgi.command.function=send",
      "osgi.command.function=mails"
    })
public final class EmulatorCommands {
  private final Demo demo;

  /** Takes the demonstration. */
  @Activate
  public EmulatorCommands(@Reference Demo demo) {
    this.demo = demo;
  }

  /** Lists what phones received and sent. */
  public void phones() {
    for (Demo.Entry entry : demo.entries()) {
      String arrow = entry.fromPhone() ? " -> " : " <- ";
      System.out.println(entry.phone() + arrow + entry.modem() + ": " + entry.text());
    }
  }

  /** Sends a text from a phone to the modem that wrote to it last. */
  public void send(String from, String text) {
    demo.answer(from, text);
  }

  /** Lists the mails in the mailbox. */
  public void mails() {
    for (Mail mail : demo.mails()) {
      System.out.println(mail.from() + " -> " + mail.to() + ": " + mail.subject());
      System.out.println("  " + mail.text().strip().replace("\n", "\n  "));
    }
  }
}
