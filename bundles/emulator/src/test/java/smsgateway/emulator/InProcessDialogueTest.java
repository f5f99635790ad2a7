package smsgateway.emulator;

import java.io.IOException;
import smsgateway.api.driver.Transport;

final class InProcessDialogueTest extends DialogueContract {
  @Override
  Transport open(Modem target) throws IOException {
    return target.connect();
  }
}
