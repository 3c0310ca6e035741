package org.sheratan.radio.mesh.neighbor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.mesh.MeshLimits;

/**
 * Who makes room in a full table, of those that never proved to be somebody and may have been invented by one neighbor.
 * The new have a quarter of the table, where the one silent for longest goes: so a flood of new ones pushes out itself, and
 * a real newcomer stays as long as it is heard. Of those heard over a longer time the latest goes: to have places of
 * theirs, somebody must have kept up as many names before.
 */
public final class Probation {
  private static final int NEW_PART = 4;

  /**
   * @param firstMs heard first
   * @param lastMs heard last
   */
  public record Candidate<K>(K who, long firstMs, long lastMs) {
    private boolean isNew() {
      return lastMs - firstMs < MeshLimits.ACQUAINTED_MS;
    }
  }

  private Probation() {}

  /** @param places of the whole table */
  public static <K> Optional<Candidate<K>> toLeave(List<Candidate<K>> unproven, int places) {
    List<Candidate<K>> fresh = unproven.stream().filter(Candidate::isNew).toList();
    boolean crowded = fresh.size() == unproven.size() || fresh.size() >= places / NEW_PART;
    return crowded
        ? fresh.stream().min(Comparator.comparingLong(Candidate::lastMs))
        : unproven.stream().filter(each -> !each.isNew()).max(Comparator.comparingLong(Candidate::firstMs));
  }
}
