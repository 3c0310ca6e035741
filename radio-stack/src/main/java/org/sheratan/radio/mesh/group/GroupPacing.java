package org.sheratan.radio.mesh.group;

import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/** How fast a coded broadcast goes over the links that are up: by the slowest of them. */
final class GroupPacing {
  private static final int REPORT_FRAME_BYTES = GroupContent.REPORT_BYTES + GroupFrame.OVERHEAD_BYTES;
  private static final long MIN_SLOT_MS = 20;

  private final MeshTurn turn;
  private final LinkTable links;

  GroupPacing(MeshTurn turn, LinkTable links) {
    this.turn = turn;
    this.links = links;
  }

  /** Of the largest group frame that every link here carries. */
  int frameBytes() {
    return links.frameBytes(MeshLimits.GROUP_FRAME_BYTES);
  }

  /** Bytes of one piece that fit such a frame. */
  int pieceBytes() {
    return frameBytes() - GroupFrame.OVERHEAD_BYTES - GroupContent.PIECE_OVERHEAD_BYTES;
  }

  /** Until what is said now will have left everywhere. */
  long waitMs() {
    return links.all().stream().mapToLong(state -> turn.waitMs(state.link())).max().orElse(0);
  }

  /** Of a full frame. */
  long pieceMs() {
    return airtimeMs(MeshLimits.GROUP_FRAME_BYTES);
  }

  /** Time for one receiver to be heard before the next one speaks. */
  long slotMs() {
    return Math.max(MIN_SLOT_MS, 2 * airtimeMs(REPORT_FRAME_BYTES));
  }

  private long airtimeMs(int lengthBytes) {
    return links.all().stream().map(LinkState::link).map(Link::profile)
        .mapToLong(profile -> profile.airtimeMs(Math.min(lengthBytes, profile.mtuBytes()))).max().orElse(0);
  }
}
