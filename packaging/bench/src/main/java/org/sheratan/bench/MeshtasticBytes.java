package org.sheratan.bench;

import java.util.List;

/**
 * Lengths of Meshtastic's packets (meshtastic/firmware 2.6, RadioInterface.h, CryptoEngine.cpp; meshtastic/protobufs
 * mesh.proto, message Data).
 */
final class MeshtasticBytes {
  static final int HEADER_BYTES = 16;
  /** Public-key encryption of direct messages: AES-CCM's tag, and what of the nonce is sent. */
  private static final int TAG_BYTES = 8;
  private static final int EXTRA_NONCE_BYTES = 4;
  /** Fields of Data, each with its tag: a number below 128, a fixed32, bytes below 128. */
  private static final int SHORT_FIELD_BYTES = 2;
  private static final int FIXED_FIELD_BYTES = 5;
  private static final int BYTES_FIELD_HEAD_BYTES = 2;
  private static final int SIGNATURE_BYTES = 64;
  /** portnum and bitfield. */
  private static final int ALWAYS_BYTES = 2 * SHORT_FIELD_BYTES;
  /** A Routing message with error_reason NONE. */
  private static final int ROUTING_BYTES = 2;

  private static final int PLAIN_BYTES = ALWAYS_BYTES + BYTES_FIELD_HEAD_BYTES + AirPeer.CONTENT_BYTES;
  /** want_response. */
  private static final int REQUEST_BYTES = PLAIN_BYTES + SHORT_FIELD_BYTES;
  /** request_id. */
  private static final int RESPONSE_BYTES = PLAIN_BYTES + FIXED_FIELD_BYTES;
  private static final int SEALED_BYTES = HEADER_BYTES + TAG_BYTES + EXTRA_NONCE_BYTES;
  private static final int SIGNED_BYTES = HEADER_BYTES + BYTES_FIELD_HEAD_BYTES + SIGNATURE_BYTES;
  private static final int PREAMBLE_SYMBOLS = 16;

  /** A direct message of {@link AirPeer#CONTENT_BYTES} that asks for no answer but the acknowledgement. */
  static final int DIRECT_BYTES = SEALED_BYTES + PLAIN_BYTES;
  /** Acknowledgements are not encrypted with public keys. */
  static final int ACK_BYTES = HEADER_BYTES + ALWAYS_BYTES + BYTES_FIELD_HEAD_BYTES + ROUTING_BYTES
      + FIXED_FIELD_BYTES;

  static final AirPeer DIRECT = new AirPeer("meshtastic", "Meshtastic direct messages + acks",
      List.of(SEALED_BYTES + REQUEST_BYTES, ACK_BYTES, SEALED_BYTES + RESPONSE_BYTES, ACK_BYTES),
      PREAMBLE_SYMBOLS, false, "64-bit tag as ours, unsigned, no replay window that survives a restart");
  static final AirPeer SIGNED = new AirPeer("meshtastic-signed", "Meshtastic signed broadcasts",
      List.of(SIGNED_BYTES + REQUEST_BYTES, SIGNED_BYTES + RESPONSE_BYTES), PREAMBLE_SYMBOLS, true,
      "everyone on the channel reads it (AES-CTR without MAC), no acknowledgement");

  private MeshtasticBytes() {}
}
