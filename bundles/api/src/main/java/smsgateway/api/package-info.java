/** Values and service interfaces of the gateway: the only contract its bundles share. */
@Export
@Version("1.0.0")
package smsgateway.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
