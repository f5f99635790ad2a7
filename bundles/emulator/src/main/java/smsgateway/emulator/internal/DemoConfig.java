package smsgateway.emulator.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings; numbers are text here so that a wrong one can be reported. */
@ObjectClassDefinition(
    name = "SMS Gateway: emulator",
    description = "Emulated phones and a mailbox, shown at /smsgateway/demo")
@interface DemoConfig {
  @AttributeDefinition(description = "Own number of the first emulated modem, with +")
  String number() default EmulatedNetwork.DEFAULT_NUMBER;

  @AttributeDefinition(
      type = AttributeType.INTEGER,
      description = "TCP port on loopback where the mailbox takes mail; 0 = no mailbox")
  String mailPort() default "2526";

  @AttributeDefinition(
      type = AttributeType.INTEGER,
      description = "TCP port on loopback of the gateway's SMTP listener, for mails you write")
  String gatewayPort() default "2525";

  @AttributeDefinition(description = "Sender that is proposed for a mail you write")
  String sender() default "you@example.com";

  @AttributeDefinition(description = "Recipient that is proposed for a mail you write")
  String recipient() default "+393332000123@sms.example.com";

  @AttributeDefinition(
      type = AttributeType.INTEGER,
      description = "TCP port of the web pages, as the printed guide names it")
  String httpPort() default "8181";

  @AttributeDefinition(description = "Stop the gateway when the process that started it has ended")
  boolean stopWithParent() default false;
}
