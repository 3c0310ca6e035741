package org.sheratan.edge.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes one certificate and no other, whatever names and dates are in it: whoever gave the fingerprint has compared
 * it. That the other end has the key for it, the handshake shows.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
  private final CertificateFingerprint expected;

  /** The server showed another certificate. */
  public static final class OtherCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    OtherCertificate(CertificateFingerprint shown, CertificateFingerprint expected) {
      super("it shows the certificate " + shown.text() + ", expected was " + expected.text());
    }
  }

  private PinnedTrust(CertificateFingerprint expected) {
    this.expected = expected;
  }

  /** Its handshakes fail by {@link OtherCertificate} unless the server is the one. */
  public static SSLContext context(CertificateFingerprint expected) {
    return TlsRules.context(null, new TrustManager[]{new PinnedTrust(expected)});
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
    CertificateFingerprint shown = CertificateFingerprint.of(chain[0]);
    if (!shown.equals(expected)) {
      throw new OtherCertificate(shown, expected);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, keyExchange);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, keyExchange);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
    throw new CertificateException("clients show no certificate");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, keyExchange);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, keyExchange);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
