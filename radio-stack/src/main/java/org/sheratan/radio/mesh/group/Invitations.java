package org.sheratan.radio.mesh.group;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;

/**
 * Codes given out by this node as an admin. Each lets one node in; who used it is remembered until it expires, so that a
 * newcomer that missed the answer gets it again. Time switched off does not count.
 */
final class Invitations {
  private static final String PREFIX = "mesh/invitation/";

  /** One code. */
  private record Open(GroupId group, JoinCode code, Optional<NodeId> usedBy, long untilMs) {}

  /** A newcomer's proof fits: it may be let into that group, or was already. */
  record Match(GroupId group, JoinCode code) {}

  private final NodeId self;
  private final NetworkKey network;
  private final MeshTurn turn;
  private final Durable durable;
  private final Map<Long, Open> open = new TreeMap<>();
  private long next = 1;

  Invitations(NodeId self, NetworkKey network, MeshTurn turn, Durable durable) {
    this.self = self;
    this.network = network;
    this.turn = turn;
    this.durable = durable;
    StoredRecords.read(durable, PREFIX, turn, (name, stored) -> {
      long number = Long.parseLong(name, 16);
      open.put(number, decode(stored));
      next = Math.max(next, number + 1);
    });
  }

  /** False when there are too many. */
  boolean add(GroupId group, JoinCode code, long lifetimeMs) {
    expire();
    if (open.size() >= MeshLimits.INVITATIONS) {
      return false;
    }
    long boundedMs = Math.min(lifetimeMs, MeshLimits.INVITATION_MAX_MS);
    put(next++, new Open(group, code, Optional.empty(), turn.nowMs() + boundedMs));
    return true;
  }

  /** The invitation that {@code newcomer} proves to have, unless another used it. */
  Optional<Match> match(NodeId newcomer, Bytes proof) {
    expire();
    for (Open invitation : open.values()) {
      if (JoinCode.equal(invitation.code().joinProof(network, newcomer, self), proof)) {
        boolean free = invitation.usedBy().isEmpty() || invitation.usedBy().get().equals(newcomer);
        return free
            ? Optional.of(new Match(invitation.group(), invitation.code()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  void used(JoinCode code, NodeId newcomer) {
    for (Map.Entry<Long, Open> invitation : open.entrySet()) {
      Open was = invitation.getValue();
      if (was.code().equals(code)) {
        put(invitation.getKey(), new Open(was.group(), code, Optional.of(newcomer), was.untilMs()));
      }
    }
  }

  /** The group is closed, or {@code removed} shall not come back by the code it has. */
  void dropAll(GroupId group, Optional<NodeId> removed) {
    drop(invitation -> invitation.group().equals(group)
        && (removed.isEmpty() || removed.equals(invitation.usedBy())));
  }

  private void expire() {
    drop(invitation -> invitation.untilMs() <= turn.nowMs());
  }

  private void drop(Predicate<Open> which) {
    for (Iterator<Map.Entry<Long, Open>> each = open.entrySet().iterator(); each.hasNext();) {
      Map.Entry<Long, Open> invitation = each.next();
      if (which.test(invitation.getValue())) {
        each.remove();
        durable.remove(name(invitation.getKey()));
      }
    }
  }

  private void put(long number, Open invitation) {
    open.put(number, invitation);
    ByteWriter writer = new ByteWriter().bytes(invitation.group().bytes()).bytes(invitation.code().secret())
        .varint(Math.max(0, invitation.untilMs() - turn.nowMs()));
    invitation.usedBy().ifPresent(node -> writer.bytes(node.key()));
    durable.put(name(number), writer.toBytes());
  }

  private Open decode(Bytes stored) {
    ByteReader reader = new ByteReader(stored);
    GroupId group = new GroupId(reader.bytes("group id", GroupId.LENGTH));
    JoinCode code = new JoinCode(self.key().slice(0, JoinCode.PREFIX_BYTES),
        reader.bytes("secret", JoinCode.SECRET_BYTES));
    long untilMs = turn.nowMs() + reader.varint("lifetime", MeshLimits.INVITATION_MAX_MS);
    Optional<NodeId> usedBy = reader.remaining() == 0
        ? Optional.empty()
        : Optional.of(new NodeId(reader.bytes("used by", NodeId.LENGTH)));
    return new Open(group, code, usedBy, untilMs);
  }

  private static String name(long number) {
    return PREFIX + String.format("%08x", number);
  }
}
