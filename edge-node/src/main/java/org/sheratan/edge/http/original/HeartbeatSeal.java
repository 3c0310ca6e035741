package org.sheratan.edge.http.original;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Locale;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/**
 * The signature of a heartbeat: Ed25519 (RFC 8032) over the object without {@code signature}, as Python's
 * {@code json.dumps(value, sort_keys=True, separators=(",", ":"))} writes it, which escapes all but ASCII.
 */
final class HeartbeatSeal {
  static final int KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;
  /** What stands before an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410 section 4). */
  private static final Bytes PREFIX = Bytes.hex("302a300506032b6570032100");
  private static final String ALGORITHM = "Ed25519";

  private HeartbeatSeal() {}

  /** @param key and signature in hex; false as well when one of them is missing, or is no such thing */
  static boolean holds(Json.Obj heartbeat, String key, String signature) {
    if (key.isEmpty() || signature.isEmpty()) {
      return false;
    }
    try {
      PublicKey publicKey = KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(PREFIX.concat(Bytes.hex(key)).toArray()));
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(publicKey);
      verifier.update(signedText(heartbeat).getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(Bytes.hex(signature).toArray());
    } catch (GeneralSecurityException noSuchKeyOrSignature) {
      return false;
    }
  }

  static String signedText(Json.Obj heartbeat) {
    StringBuilder ascii = new StringBuilder();
    // Only texts hold such characters, so what stands outside of them stays as it is.
    for (char letter : CanonicalJson.text(heartbeat.without("signature")).toCharArray()) {
      if (letter < 0x7f) {
        ascii.append(letter);
      } else {
        ascii.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) letter));
      }
    }
    return ascii.toString();
  }
}
