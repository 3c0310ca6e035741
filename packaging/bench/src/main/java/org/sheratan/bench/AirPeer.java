package org.sheratan.bench;

import java.util.List;

/**
 * What another stack puts on the air for a 40-byte job and its 40-byte result, peers known, one hop, no loss, at
 * SF8/BW125/CR5. Counted from their public sources and formats, not measured here.
 */
record AirPeer(String slug, String name, int bytes, int packets, double airtimeMs) {
  static final AirPeer MESHCORE = new AirPeer("meshcore", "MeshCore REQ/RESP, 16-bit MAC", 108, 2, 468);
  static final AirPeer LXMF = new AirPeer("lxmf", "LXMF opportunistic + proofs, signed", 656, 4, 1968);
  static final AirPeer RETICULUM = new AirPeer("reticulum", "Reticulum single packets + proofs", 464, 4,
      1477);

  static final List<AirPeer> ALL = List.of(MESHCORE,
      new AirPeer("oscore", "OSCORE + CoAP", 112, 2, 390),
      new AirPeer("meshtastic", "Meshtastic direct messages + acks", 213, 4, 815),
      new AirPeer("meshtastic-signed", "Meshtastic signed broadcasts", 263, 2, 802),
      new AirPeer("cose", "COSE_Sign1 in COSE_Encrypt0", 274, 2, 800),
      new AirPeer("bpv7", "BPv7 + BIB + BCB", 398, 2, 1127), RETICULUM, LXMF);
  static final int RETICULUM_ANNOUNCE_BYTES = 167;
}
