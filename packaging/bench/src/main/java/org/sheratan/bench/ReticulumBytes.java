package org.sheratan.bench;

import java.util.List;

/**
 * Lengths of Reticulum's packets over an RNode, and of LXMF's messages in them (markqvist/Reticulum RNS/Packet.py,
 * RNS/Identity.py, RNS/Cryptography/Token.py; markqvist/LXMF LXMF/LXMessage.py; markqvist/RNode_Firmware Config.h).
 */
final class ReticulumBytes {
  /** Flags, hops, destination hash, context. */
  private static final int HEADER_BYTES = 19;
  private static final int EPHEMERAL_KEY_BYTES = 32;
  private static final int IV_BYTES = 16;
  private static final int HMAC_BYTES = 32;
  private static final int BLOCK_BYTES = 16;
  private static final int SIGNATURE_BYTES = 64;
  private static final int SOURCE_HASH_BYTES = 16;
  /** MessagePack: an array of time (float 64), empty title and content (bin 8), no fields. */
  private static final int LXMF_PAYLOAD_BYTES = 1 + 9 + 2 + 2 + AirPeer.CONTENT_BYTES + 1;
  /** What the modem puts before every frame. */
  static final int RNODE_HEADER_BYTES = 1;
  /** LORA_PREAMBLE_SYMBOLS_MIN, which it has at SF8 and 125 kHz. */
  static final int RNODE_PREAMBLE_SYMBOLS = 18;
  /** Header, key, name hash, random hash, signature, without ratchet and application data. */
  static final int ANNOUNCE_BYTES = HEADER_BYTES + 64 + 10 + 10 + SIGNATURE_BYTES;

  /** An implicit proof: the signature of the packet it answers. */
  private static final int PROOF_BYTES = RNODE_HEADER_BYTES + HEADER_BYTES + SIGNATURE_BYTES;
  private static final int PACKET_BYTES = sealed(AirPeer.CONTENT_BYTES);
  private static final int MESSAGE_BYTES = sealed(SOURCE_HASH_BYTES + SIGNATURE_BYTES + LXMF_PAYLOAD_BYTES);

  static final AirPeer PACKETS = new AirPeer("reticulum", "Reticulum single packets + proofs",
      List.of(PACKET_BYTES, PROOF_BYTES, PACKET_BYTES, PROOF_BYTES), RNODE_PREAMBLE_SYMBOLS, false,
      "the sender is not authenticated");
  static final AirPeer LXMF = new AirPeer("lxmf", "LXMF opportunistic + proofs",
      List.of(MESSAGE_BYTES, PROOF_BYTES, MESSAGE_BYTES, PROOF_BYTES), RNODE_PREAMBLE_SYMBOLS, true,
      "nothing: signed, encrypted, acknowledged");

  private ReticulumBytes() {}

  /** AES-CBC fills up to whole blocks, by one byte at least (PKCS #7). */
  private static int sealed(int plainBytes) {
    int ciphertextBytes = (plainBytes / BLOCK_BYTES + 1) * BLOCK_BYTES;
    return RNODE_HEADER_BYTES + HEADER_BYTES + EPHEMERAL_KEY_BYTES + IV_BYTES + ciphertextBytes + HMAC_BYTES;
  }
}
