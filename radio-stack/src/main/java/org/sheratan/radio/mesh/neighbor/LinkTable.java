package org.sheratan.radio.mesh.neighbor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;

/** The links that are up, in the order they came. */
public final class LinkTable {
  private final List<LinkState> up = new ArrayList<>();
  /** By the link's name. A link that goes and comes has no new share of what is kept for emergencies. */
  private final Map<String, EmergencyReserve> reserves = new TreeMap<>();

  public Optional<LinkState> of(Link link) {
    for (LinkState state : up) {
      if (state.link() == link) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  public List<LinkState> all() {
    return up;
  }

  /** {@code link} came up. */
  public LinkState add(MeshTurn turn, Link link) {
    EmergencyReserve reserve = reserves.compute(link.profile().name(),
        (name, kept) -> kept != null && kept.isOf(link) ? kept : new EmergencyReserve(turn, link));
    LinkState state = new LinkState(turn, link, reserve);
    up.add(state);
    return state;
  }

  public void remove(Link link) {
    up.removeIf(state -> state.link() == link);
  }

  /** Bytes of a frame that every link carries over which anything may be sent; at most {@code mostBytes}. */
  public int frameBytes(int mostBytes) {
    return up.stream().map(state -> state.link().profile()).filter(profile -> !profile.silent())
        .mapToInt(LinkProfile::mtuBytes).reduce(mostBytes, Math::min);
  }

  /** How often our announce may be new, where {@code nodes} have one, on the slowest link. */
  public long renewalMs(int nodes) {
    return up.stream().mapToLong(state -> state.renewalMs(nodes)).max().orElse(MeshLimits.RENEWAL_MS);
  }

  /** Ways live as long as on the slowest link, and until several renewals were missed. */
  public long wayLifeMs(int nodes) {
    return up.stream().mapToLong(
        state -> Math.max(state.wayLifeMs(), MeshLimits.RENEWALS_MISSED * state.renewalMs(nodes))).max()
        .orElse(MeshLimits.ANNOUNCE_MAX_MS * MeshLimits.WAY_LIFE_INTERVALS);
  }
}
