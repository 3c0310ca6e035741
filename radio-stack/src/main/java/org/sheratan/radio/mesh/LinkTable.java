package org.sheratan.radio.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.link.Link;

/** The links that are up, in the order they came. */
final class LinkTable {
  private final List<LinkState> up = new ArrayList<>();

  Optional<LinkState> of(Link link) {
    return up.stream().filter(state -> state.link() == link).findFirst();
  }

  List<LinkState> all() {
    return up;
  }

  void add(LinkState state) {
    up.add(state);
  }

  void remove(Link link) {
    up.removeIf(state -> state.link() == link);
  }

  /** Ways live as long as on the slowest link. */
  long wayLifeMs() {
    return up.stream().mapToLong(LinkState::wayLifeMs).max()
        .orElse(MeshLimits.ANNOUNCE_MAX_MS * MeshLimits.WAY_LIFE_INTERVALS);
  }
}
