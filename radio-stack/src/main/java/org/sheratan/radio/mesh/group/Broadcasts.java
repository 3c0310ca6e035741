package org.sheratan.radio.mesh.group;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * Large messages of others to our groups, each group and each of its epochs apart: whoever belongs to one of them can
 * name any member and any transfer in it, which must be nothing to the others. All together are bounded; the group
 * that has most under way makes room.
 */
final class Broadcasts {
  private final GroupBook book;
  private final BiFunction<GroupId, Long, BroadcastIntake> begin;
  private final Map<GroupId, BroadcastIntake> intakes = new TreeMap<>();

  /** @param begin an intake for a group and its epoch */
  Broadcasts(GroupBook book, BiFunction<GroupId, Long, BroadcastIntake> begin) {
    this.book = book;
    this.begin = begin;
  }

  /** @param epoch of the group, whose key opened the piece: the one that holds */
  void onPiece(GroupId group, long epoch, NodeId origin, Fragment fragment) {
    closeEnded();
    intakes.computeIfAbsent(group, id -> begin.apply(id, epoch)).onPiece(origin, fragment);
    if (transfers() > MeshLimits.BROADCASTS_HEARD) {
      intakes.values().stream().max(Comparator.comparingInt(BroadcastIntake::transfers))
          .ifPresent(BroadcastIntake::dropIdlest);
    }
  }

  /** Another receiver in that group lacks so many. */
  void onReport(GroupId group, NodeId origin, FragmentReport report) {
    closeEnded();
    BroadcastIntake intake = intakes.get(group);
    if (intake != null) {
      intake.onReport(origin, report);
    }
  }

  /** Under way altogether. */
  int transfers() {
    return intakes.values().stream().mapToInt(BroadcastIntake::transfers).sum();
  }

  private void closeEnded() {
    intakes.values().removeIf(intake -> {
      boolean over = intake.over();
      if (over) {
        intake.close();
      }
      return over;
    });
  }
}
