package org.sheratan.radio.mesh;

import java.util.SortedMap;

/**
 * What the mesh has counted since this start, for status and metrics.
 *
 * @param malformedByLink frames nobody can be blamed for: broken, from strangers, or under another key
 * @param chargedToNeighbor frames that a proven neighbor made wrong, by its full id in hexadecimal
 * @param framesOut handed to links, retries included
 * @param retries frames and fragments sent again
 * @param duplicates frames and messages that came again and were acknowledged again
 * @param relayed envelopes taken for others
 * @param refused messages, envelopes, transfers and frames to pass on, not taken because a bound was reached, and
 *     frames longer than their link takes
 * @param expired envelopes whose lifetime ended in our custody
 * @param unopened envelopes for our hint that no session of ours opens
 * @param handshakes sessions established
 * @param groupFramesRelayed passed on for groups, each link counted, and said again
 * @param groupForgeries group frames made by a member with another member's key, as a wrong signature or form shows
 * @param rollsReplayed rolls not taken because their sender has said later ones, or began another epoch
 * @param rollForgeries rolls in our name that we never said: a member made them, or a copy of this node runs
 * @param withheld answers not given: replays, strangers or a greedy member had their share of the airtime
 * @param cameRound envelopes that others led back to us, and that went on another way then
 * @param custody envelopes held for others now
 * @param outbox own messages not yet acknowledged
 */
public record MeshCounters(SortedMap<String, Long> malformedByLink, SortedMap<String, Long> chargedToNeighbor,
    long framesIn, long framesOut, long announcesRelayed, long retries, long duplicates, long delivered,
    long relayed, long refused, long expired, long unopened, long handshakes, long groupFramesRelayed,
    long groupForgeries, long rollsReplayed, long rollForgeries, long withheld, long cameRound, int peers,
    int neighbors,
    int custody, int outbox) {}
