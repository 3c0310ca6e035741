package org.sheratan.edge.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** A private key on the curve P-256 and the self-signed certificate for it. A secret. */
public final class NodeCertificate {
  private static final int DNS_NAME = 2;
  private static final Pattern PEM = Pattern.compile(
      "-----BEGIN PRIVATE KEY-----\\s([A-Za-z0-9+/=\\s]{1,1000})-----END PRIVATE KEY-----\\s+"
          + "-----BEGIN CERTIFICATE-----\\s([A-Za-z0-9+/=\\s]{1,3000})-----END CERTIFICATE-----\\s*");

  private final PrivateKey key;
  private final X509Certificate certificate;

  private NodeCertificate(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /**
   * A new one, by the JDK's own randomness.
   *
   * @param names DNS names it is for, the first of them the subject
   * @param serial 1 to 20 random bytes
   */
  public static NodeCertificate make(List<String> names, Bytes serial) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return new NodeCertificate(keys.getPrivate(), certificate(SelfSigned.certificate(keys, names, serial)));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Key (PKCS #8), then certificate (X.509), as RFC 7468 writes them. */
  public String encode() {
    try {
      return pem("PRIVATE KEY", key.getEncoded()) + pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** @throws MalformedException for what {@link #encode} does not write */
  public static NodeCertificate decode(String text) {
    Matcher parts = PEM.matcher(text);
    if (!parts.matches()) {
      throw new MalformedException("certificate", 0, "expected a private key and a certificate in PEM");
    }
    try {
      PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(parts, 1)));
      NodeCertificate read = new NodeCertificate(key, certificate(bytes(parts, 2)));
      if (read.isWhole()) {
        return read;
      }
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new MalformedException("certificate", 0, "its key or its certificate cannot be read");
    }
    throw new MalformedException("certificate", 0, "the certificate is for another key");
  }

  /** Whether it is for exactly these names. */
  public boolean isFor(List<String> names) {
    try {
      // Null where it has none.
      Collection<List<?>> own = certificate.getSubjectAlternativeNames();
      return own != null && own.stream().filter(name -> name.getFirst().equals(DNS_NAME))
          .<Object>map(List::getLast).toList().equals(names);
    } catch (GeneralSecurityException unreadable) {
      return false;
    }
  }

  public CertificateFingerprint fingerprint() {
    return CertificateFingerprint.of(certificate);
  }

  /** For a server that shows it. */
  public SSLContext serverContext() {
    return TlsRules.context(new KeyManager[]{new OwnKey(key, certificate)}, null);
  }

  /** Whether the certificate is for this key: else no handshake would ever succeed. */
  private boolean isWhole() throws GeneralSecurityException {
    byte[] anything = {1};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(anything);
    return signature.verify(signed);
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] bytes(Matcher parts, int group) {
    return Base64.getMimeDecoder().decode(parts.group(group));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN " + what + "-----\n"
        + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
  }

  @Override
  public String toString() {
    return "NodeCertificate[" + fingerprint().text() + "]";
  }
}
