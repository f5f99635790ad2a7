package smsgateway.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** A certificate of the test's own for the host name {@code localhost}. */
final class Certificates {
  private static final char[] PASSWORD = "secret".toCharArray();

  private Certificates() {}

  /**
   * Writes {@code cert.pem} and {@code key.pem} for a server.
   *
   * @return a trust store for its clients, with password {@code secret}
   */
  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path store = folder.resolve("server.p12");
    keytool(store);
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Certificate certificate = keys.getCertificate("server");
      pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
      pem(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, PASSWORD);
      trusted.setCertificateEntry("server", certificate);
      Path trustStore = folder.resolve("trust.p12");
      try (OutputStream out = Files.newOutputStream(trustStore)) {
        trusted.store(out, PASSWORD);
      }
      return trustStore;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void keytool(Path store) throws IOException {
    String password = new String(PASSWORD);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void pem(Path file, String kind, byte[] octets) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
  }
}
