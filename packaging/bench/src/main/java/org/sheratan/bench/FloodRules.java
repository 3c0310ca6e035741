package org.sheratan.bench;

/**
 * What managed flooding is set to: numbers of one version of the firmware, and what a setting leaves out.
 *
 * @param tries of the originator, the first included
 * @param leastWindow of contention, as a power of two
 * @param slotHalfSymbols what channel activity detection takes of a slot
 * @param bestSnrDb from which on the window is largest
 * @param quietDb by which they take the noise for weaker than it is
 * @param busyShare of the looks at the channel that find it busy with others' packets
 * @param headStart everyone but routers waits twice the largest window before the window begins
 * @param describes nodes tell about themselves every three hours
 * @param dutyLimited to a tenth of an hour, by dropping
 */
record FloodRules(int hops, int tries, int leastWindow, int slotHalfSymbols, double bestSnrDb, double quietDb,
    double busyShare, boolean headStart,
    int messageBytes, boolean describes, boolean dutyLimited) {
  /** RadioInterface.h and .cpp, NextHopRouter.cpp; the most hops that can be set. */
  static final FloodRules FIRMWARE_2_6 = new FloodRules(7, 3, 3, 5, 10, 0, 0, true,
      MeshtasticBytes.DIRECT_BYTES,
      true,
      true);
  /** Meshtasticator's default (lib/config.py, lib/mac.py), after firmware 2.1: 40 bytes and a header, broadcast. */
  static final FloodRules SIMULATOR_2_1 = new FloodRules(3, 4, 2, 17, 15, 5.25, 0.1, false,
      MeshtasticBytes.HEADER_BYTES + AirPeer.CONTENT_BYTES, false, false);
}
