package org.sheratan.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class NodeCertificateTest {
  private static final List<String> NAMES = List.of("alpha.local", "alpha", "localhost");
  private static final Bytes SERIAL = Bytes.hex("ff00112233445566778899aabbccddee");
  private final NodeCertificate made = NodeCertificate.make(NAMES, SERIAL);

  private static X509Certificate certificate(NodeCertificate of) throws Exception {
    String pem = of.encode();
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
        new ByteArrayInputStream(
            pem.substring(pem.indexOf("-----BEGIN CERT")).getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void shouldVouchForItselfAndForNobodyElse() throws Exception {
    X509Certificate certificate = certificate(made);
    certificate.verify(certificate.getPublicKey());
    assertEquals(3, certificate.getVersion());
    assertEquals(-1, certificate.getBasicConstraints(), "no authority");
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    assertTrue(certificate.getKeyUsage()[0]);
    assertEquals("CN=alpha.local", certificate.getSubjectX500Principal().getName());
    assertEquals(certificate.getIssuerX500Principal(), certificate.getSubjectX500Principal());
    assertEquals(1, certificate.getSerialNumber().signum());
    assertEquals(256,
        ((ECPublicKey) certificate.getPublicKey()).getParams().getCurve().getField().getFieldSize());
    assertEquals(List.of(List.of(2, "alpha.local"), List.of(2, "alpha"), List.of(2, "localhost")),
        List.copyOf(certificate.getSubjectAlternativeNames()));
  }

  @Test
  void shouldBeGoodAtAnyTimeANodeWithoutAClockMayBelieve() throws Exception {
    X509Certificate certificate = certificate(made);
    certificate.checkValidity(Date.from(Instant.parse("2000-01-01T00:00:01Z")));
    certificate.checkValidity(Date.from(Instant.parse("2500-01-01T00:00:00Z")));
    // Apple asks for 825 days at most of what was issued after July 2019.
    assertTrue(certificate.getNotBefore().before(Date.from(Instant.parse("2019-07-01T00:00:00Z"))));
  }

  @Test
  void shouldComeBackAsItWasWritten() {
    NodeCertificate read = NodeCertificate.decode(made.encode());
    assertEquals(made.fingerprint(), read.fingerprint());
    assertEquals(made.encode(), read.encode());
    assertTrue(read.isFor(NAMES));
    assertFalse(read.isFor(List.of("beta.local")));
    assertTrue(made.encode().length() < 4_096, "a secret file takes no more");
    assertFalse(made.toString().contains("PRIVATE"));
  }

  @Test
  void shouldRefuseAKeyOfAnotherCertificate() {
    String other = NodeCertificate.make(NAMES, SERIAL).encode();
    String mixed = made.encode().substring(0, made.encode().indexOf("-----BEGIN CERT"))
        + other.substring(other.indexOf("-----BEGIN CERT"));
    assertThrows(MalformedException.class, () -> NodeCertificate.decode(mixed));
  }

  @Test
  void shouldRefuseWhateverIsBroken() {
    Entropy entropy = new SeededEntropy(11);
    byte[] good = made.encode().getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 500; round++) {
      byte[] bad = good.clone();
      for (int changes = 1 + entropy.nextInt(3); changes > 0; changes--) {
        bad[entropy.nextInt(bad.length)] = (byte) entropy.nextInt(128);
      }
      String text = new String(bad, 0, entropy.nextInt(4) == 0 ? entropy.nextInt(bad.length) : bad.length,
          StandardCharsets.US_ASCII);
      try {
        // A change of what signs nothing, such as a line end, may leave it whole.
        NodeCertificate.decode(text).serverContext();
      } catch (MalformedException expected) {
        assertEquals("certificate", expected.field());
      }
    }
  }
}
