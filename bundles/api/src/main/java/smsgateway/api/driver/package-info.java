/**
 * What a modem driver or a transport (serial line, emulator) implements; used by the modem runtime.
 */
@Export
@Version("1.0.0")
package smsgateway.api.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
