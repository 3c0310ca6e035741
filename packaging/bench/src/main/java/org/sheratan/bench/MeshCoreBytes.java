package org.sheratan.bench;

import java.util.List;

/** Lengths of MeshCore's packets (meshcore-dev/MeshCore, docs/packet_format.md and docs/payloads.md, Packet.h). */
final class MeshCoreBytes {
  /** Header, and the length of the path, which is empty to a neighbor. */
  private static final int PACKET_BYTES = 2;
  private static final int DESTINATION_HASH_BYTES = 1;
  private static final int SOURCE_HASH_BYTES = 1;
  private static final int MAC_BYTES = 2;
  /** Of a request its time, of a response the request's time again, by which they belong together. */
  private static final int TAG_BYTES = 4;
  /** AES-128 in ECB, filled up with zeros. */
  private static final int BLOCK_BYTES = 16;
  /** At SF8 and below (RadioLibWrapper: 32, from SF9 on 16). */
  private static final int PREAMBLE_SYMBOLS = 32;

  static final AirPeer REQUEST = new AirPeer("meshcore", "MeshCore REQ/RESP",
      List.of(packet(AirPeer.CONTENT_BYTES), packet(AirPeer.CONTENT_BYTES)), PREAMBLE_SYMBOLS, false,
      "16-bit MAC, AES-ECB, hints of one byte, no signature, no replay window");

  private MeshCoreBytes() {}

  private static int packet(int contentBytes) {
    int blocks = Math.ceilDiv(TAG_BYTES + contentBytes, BLOCK_BYTES);
    return PACKET_BYTES + DESTINATION_HASH_BYTES + SOURCE_HASH_BYTES + MAC_BYTES + blocks * BLOCK_BYTES;
  }
}
