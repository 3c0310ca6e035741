package org.sheratan.radio.mesh.neighbor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.mesh.MeshLimits;

/**
 * Who makes room in a full table, of those that never proved to be somebody and may have been invented by one neighbor.
 * The new have a quarter of the table, where the one silent for longest goes: so a flood of new ones pushes out itself, and
 * a real newcomer stays as long as it is heard. Of those known for longer the latest goes, first of all those heard but once:
 * nothing that comes later pushes out who was there before.
 */
public final class Probation {
  private static final int NEW_PART = 4;

  /**
   * @param firstMs heard first
   * @param lastMs heard last
   */
  public record Candidate<K>(K who, long firstMs, long lastMs) {
    private boolean heardForLong() {
      return lastMs - firstMs >= MeshLimits.ACQUAINTED_MS;
    }
  }

  private Probation() {}

  /** @param places of the whole table */
  public static <K> Optional<Candidate<K>> toLeave(List<Candidate<K>> unproven, int places, long nowMs) {
    List<Candidate<K>> fresh = unproven.stream()
        .filter(each -> nowMs - each.firstMs() < MeshLimits.ACQUAINTED_MS).toList();
    boolean crowded = fresh.size() == unproven.size() || fresh.size() >= places / NEW_PART;
    return crowded
        ? fresh.stream().min(Comparator.comparingLong(Candidate::lastMs))
        : unproven.stream().filter(each -> nowMs - each.firstMs() >= MeshLimits.ACQUAINTED_MS)
            .min(Comparator.comparing((Candidate<K> each) -> each.heardForLong())
                .thenComparingLong(each -> -each.firstMs()));
  }
}
