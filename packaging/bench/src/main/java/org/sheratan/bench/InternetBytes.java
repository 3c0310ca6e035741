package org.sheratan.bench;

import java.util.List;

/** Lengths of what Internet standards make of it, straight on LoRa: smallest encodings that the RFCs allow. */
final class InternetBytes {
  private static final int PREAMBLE_SYMBOLS = 8;
  private static final int TAG_BYTES = 8;
  private static final int MARKER_BYTES = 1;

  /** CoAP's fixed header without a token, as one request is open at a time (RFC 7252, 3). */
  private static final int COAP_BYTES = 4;
  /** The option's head; of a request also flags and partial IV, and an empty key id (RFC 8613, 6.1). */
  private static final int RESPONSE_OPTION_BYTES = 1;
  private static final int REQUEST_OPTION_BYTES = 1 + 2;
  /** Code, payload marker, content, tag (RFC 8613, 5.3). */
  private static final int OSCORE_SEALED_BYTES = 1 + MARKER_BYTES + AirPeer.CONTENT_BYTES + TAG_BYTES;

  /** CBOR: a byte string of 24 to 255 bytes has a head of two (RFC 8949, 3). */
  private static final int LONG_HEAD_BYTES = 2;
  private static final int SIGNATURE_BYTES = 64;
  /** A map with the algorithm, in a byte string (RFC 9052, 3). */
  private static final int ALGORITHM_BYTES = 4;
  /** Tag, array, algorithm, empty map, content, Ed25519 signature (RFC 9052, 4.2). */
  private static final int SIGN1_BYTES = 1 + 1 + ALGORITHM_BYTES + 1 + LONG_HEAD_BYTES + AirPeer.CONTENT_BYTES
      + LONG_HEAD_BYTES + SIGNATURE_BYTES;
  /** A map with key id and partial IV, of one byte each. */
  private static final int KEY_AND_IV_BYTES = 7;
  /** Array without a tag, AES-CCM-16-64-128, key id and IV, ciphertext (RFC 9052, 5.2; RFC 9053, 4.2). */
  private static final int ENCRYPT0_BYTES = 1 + ALGORITHM_BYTES + KEY_AND_IV_BYTES + LONG_HEAD_BYTES
      + SIGN1_BYTES + TAG_BYTES;

  /** Array, version, flags, CRC type, two ipn ids, dtn:none, creation time and sequence, lifetime (RFC 9171, 4.3.1). */
  private static final int IPN_BYTES = 5;
  private static final int PRIMARY_BYTES = 4 + 2 * IPN_BYTES + 3 + (1 + 9 + 1) + 5;
  /** Array, type, number, flags, CRC type, and the head of the data (RFC 9171, 4.3.2). */
  private static final int BLOCK_BYTES = 5 + LONG_HEAD_BYTES;
  /** One target, context, flags, source (RFC 9172, 3.6). */
  private static final int SECURITY_BYTES = 2 + 1 + 1 + IPN_BYTES;
  /** An array with SHA variant and scope; results of one target with an HMAC of 32 bytes (RFC 9173, 3). */
  private static final int INTEGRITY_BYTES = BLOCK_BYTES + SECURITY_BYTES + (1 + 2 * 3)
      + (1 + 1 + 2 + LONG_HEAD_BYTES + 32);
  /** An array with IV and AES variant; results of one target with a tag of 16 bytes (RFC 9173, 4). */
  private static final int CONFIDENTIALITY_BYTES = BLOCK_BYTES + SECURITY_BYTES + (1 + 2 + 1 + 12 + 3)
      + (1 + 1 + 2 + 1 + 16);
  /** Begin and end of the array of blocks. */
  private static final int BUNDLE_BYTES = 1 + PRIMARY_BYTES + INTEGRITY_BYTES + CONFIDENTIALITY_BYTES
      + BLOCK_BYTES + AirPeer.CONTENT_BYTES + 1;

  static final AirPeer OSCORE = new AirPeer("oscore", "OSCORE + CoAP",
      List.of(COAP_BYTES + REQUEST_OPTION_BYTES + MARKER_BYTES + OSCORE_SEALED_BYTES,
          COAP_BYTES + RESPONSE_OPTION_BYTES + MARKER_BYTES + OSCORE_SEALED_BYTES),
      PREAMBLE_SYMBOLS, false, "no addresses on the air, no routing, no signature");
  static final AirPeer COSE = new AirPeer("cose", "COSE_Sign1 in COSE_Encrypt0",
      List.of(ENCRYPT0_BYTES, ENCRYPT0_BYTES), PREAMBLE_SYMBOLS, true,
      "a message format only: no addresses, no routing, no acknowledgement, no replay window");
  static final AirPeer BUNDLES = new AirPeer("bpv7", "BPv7 + BIB + BCB", List.of(BUNDLE_BYTES, BUNDLE_BYTES),
      PREAMBLE_SYMBOLS, false, "HMAC for a signature, no convergence layer, no acknowledgement");

  private InternetBytes() {}
}
