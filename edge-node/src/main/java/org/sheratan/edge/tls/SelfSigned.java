package org.sheratan.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import org.sheratan.kernel.Bytes;

/**
 * A certificate that vouches for itself (RFC 5280), good for servers only. It does not expire and was good ever since: a
 * node may have no clock, and nobody believes it for its dates (docs/decisions/0120).
 */
final class SelfSigned {
  private static final AlgorithmIdentifier SIGNED_BY = new AlgorithmIdentifier(
      X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final Time FROM = new Time(new DERUTCTime("000101000000Z"));
  /** RFC 5280 section 4.1.2.5: no well-defined expiration date. */
  private static final Time UNTIL = new Time(new DERGeneralizedTime("99991231235959Z"));

  /** RFC 5280 appendix A.1, ub-common-name. */
  private static final int MAX_SUBJECT_CHARS = 64;

  private SelfSigned() {}

  /**
   * @param keys on the curve P-256
   * @param names DNS names, the first of them the subject
   * @param serial 1 to 20 bytes that no other certificate has
   * @return DER
   */
  static byte[] certificate(KeyPair keys, List<String> names, Bytes serial)
      throws GeneralSecurityException, IOException {
    TBSCertificate body = body(keys, names, serial);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(body.getEncoded("DER"));
    return new DERSequence(new ASN1Encodable[]{body, SIGNED_BY, new DERBitString(signature.sign())})
        .getEncoded("DER");
  }

  private static TBSCertificate body(KeyPair keys, List<String> names, Bytes serial) throws IOException {
    String first = names.getFirst();
    X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.CN, first.substring(0, Math.min(first.length(), MAX_SUBJECT_CHARS))).build();
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(new BigInteger(1, serial.toArray())));
    body.setSignature(SIGNED_BY);
    body.setIssuer(subject);
    body.setSubject(subject);
    body.setStartDate(FROM);
    body.setEndDate(UNTIL);
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    body.setExtensions(extensions(names));
    return body.generateTBSCertificate();
  }

  /** It signs nothing but itself: browsers refuse one that calls itself an authority. */
  private static Extensions extensions(List<String> names) throws IOException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    extensions.addExtension(Extension.extendedKeyUsage, false,
        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream()
        .map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
    return extensions.generate();
  }
}
