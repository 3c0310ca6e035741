package org.sheratan.edge.tls;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** What holds for every TLS connection of this process, whichever side it is on. */
final class TlsRules {
  static {
    // Read once, when Java's TLS begins. By TLS 1.2 a client could else ask for one handshake after the other for as
    // long as it likes, each of which costs this side a signature (CVE-2011-1473); 1.3 has no such thing.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private TlsRules() {}

  /** @param trust null where clients show no certificate */
  static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
