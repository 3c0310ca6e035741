package org.sheratan.radio.mesh;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;

/** The mesh as the node drives it: passive, fed with frames and time, drained of frames and events. */
public interface PolledMesh extends Mesh, Survey {
  /**
   * One frame to hand to a link.
   *
   * @param bound waits until everything journaled up to the end of this turn is on disk; false for handshakes,
   *     announces and whatever else promises nothing
   */
  record OutboundFrame(Link link, LinkEndpoint to, Bytes frame, boolean bound) {}

  void onLink(Link link, boolean up, Now now);

  /** @param signal how the link heard it, where it can tell */
  void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal, Now now);

  /** Runs what is due. */
  void poll(Now now);

  /** Monotonic time of the next needed {@link #poll}. */
  long nextPollMs();

  /**
   * The turn changed durable state, the mesh's or that of the floor above, and is about to commit: replay windows
   * and reserved counters join the commit. Call before {@link #drainFrames}.
   */
  void beforeCommit();

  /**
   * Asks the neighbors for the newest epoch they know of this node, until {@link #enter}: no announce of ours, no
   * handshake and nothing sealed goes out or comes in until then. The end is told as {@link MeshEvent.SelfRecalled}.
   */
  void ask();

  /** Announces are of {@code epoch} from now on, which is on disk and higher than any before. */
  void enter(int epoch);

  /** Ends all sessions, on disk too with the next commit: another life of this node may have used them. */
  void endSessions();

  /** Nothing goes out or comes in any more, for the rest of this start. */
  void silence();

  /**
   * The operator's decision about a key; {@link Trust#FIRST_USE} takes an earlier one back. Journaled in this turn.
   *
   * @return false when so many decisions are kept that there is no room for another
   */
  boolean trust(NodeId id, Trust trust);

  /**
   * Says to the whole network that {@code id} is not to be trusted any more, and blocks it here; {@link #trust} with
   * anything but {@link Trust#BLOCKED} takes it back. Journaled in this turn.
   *
   * @param reason as {@link org.sheratan.radio.frame.Revocation#fits}, at most {@link #reasonBytes}
   * @return false when there is no room for another
   */
  boolean revoke(NodeId id, String reason);

  /** Of a reason with which a revocation leaves by all links: the law may leave one of them short frames only. */
  int reasonBytes();

  /** What this node and others say of that kind and have not taken back, whether it counts here or not. */
  List<RevocationWord> revocations();

  /** What the latest of those whose card was ever here call themselves, nodes long silent too. */
  SortedMap<NodeId, String> names();

  /** What the operator decided, of nodes long silent too. */
  SortedMap<NodeId, Trust> decisions();

  MeshCounters counters();

  List<MeshEvent> drainEvents();

  List<OutboundFrame> drainFrames();
}
