package org.sheratan.radio.mesh.neighbor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * Which emergencies of others may use the airtime that one link keeps for emergencies. Anyone of the network can call
 * something an emergency. What we cannot open, nor know the author of, goes on while an ordinary frame might go as well,
 * and beyond that out of a small share of each hour; the rest of the reserve is left to our own, and to those of our groups.
 */
final class EmergencyReserve {
  private final MeshTurn turn;
  private final Link link;
  private final int dutyPermille;
  private final AirShare groups;
  private final AirShare envelopes;
  /** Empty: neighbors of before a restart, who count as one. */
  private final Map<Optional<NodeId>, AirShare> byNeighbor = new LinkedHashMap<>();

  EmergencyReserve(MeshTurn turn, Link link) {
    this.turn = turn;
    this.link = link;
    this.dutyPermille = link.profile().dutyPermille();
    this.groups = share(MeshLimits.UNOPENED_EMERGENCIES_PERCENT);
    this.envelopes = share(MeshLimits.PASSED_EMERGENCIES_PERCENT);
  }

  /** It counts for {@code other} as well: the same link, under the same law as when it was made. */
  boolean isOf(Link other) {
    return link == other && dutyPermille == other.profile().dutyPermille();
  }

  /** A frame that is longer than what may be spent at once is paid off after. */
  private AirShare share(int percent) {
    return AirShare.inAnyHour(link.profile(), percent, turn.nowMs());
  }

  /** May a group frame that no key of ours opens go on as an emergency? */
  boolean mayPassUnopened(int lengthBytes) {
    return ordinary(lengthBytes) || groups.take(link.profile().airtimeMs(lengthBytes), turn.nowMs());
  }

  /**
   * May an envelope go on as an emergency that {@code from} handed us? One neighbor has half of what all have.
   *
   * @param from empty when a restart came between
   */
  boolean mayPass(Optional<NodeId> from, int lengthBytes) {
    if (ordinary(lengthBytes)) {
      return true;
    }
    AirShare own = byNeighbor.remove(from);
    byNeighbor.put(from, own == null ? share(MeshLimits.PASSED_EMERGENCIES_PERCENT / 2) : own);
    if (byNeighbor.size() > MeshLimits.NEIGHBORS) {
      byNeighbor.remove(byNeighbor.keySet().iterator().next());
    }
    long airtimeMs = link.profile().airtimeMs(lengthBytes);
    return byNeighbor.get(from).covers(airtimeMs, turn.nowMs()) && envelopes.take(airtimeMs, turn.nowMs())
        && byNeighbor.get(from).take(airtimeMs, turn.nowMs());
  }

  /** One that is no emergency would leave about as soon: the reserve is not touched. */
  private boolean ordinary(int lengthBytes) {
    return turn.waitMs(link) <= MeshLimits.RELAY_WINDOW_AIRTIMES * link.profile().airtimeMs(lengthBytes);
  }
}
