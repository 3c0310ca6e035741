package org.sheratan.core.node;

import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.trace.Decision;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;

/** What a node wants done, in order. Everything durable behind it is on disk already. */
public sealed interface Effect {
  record SendFrame(Link link, LinkEndpoint to, Bytes frame) implements Effect {}

  /** Run {@code commit} (it may block), then come back with {@link Input.CommitEnded}. */
  record RunCommit(Commit commit) implements Effect {}

  /** Run {@code chore} in the background, stepwise or whole, then come back with {@link Input.ChoreEnded}. */
  record RunChore(Chore chore) implements Effect {}

  record StartTool(ToolOrder order) implements Effect {}

  record StopTool(ToolOrder order) implements Effect {}

  /** Something the operator should know, once. */
  record Notice(String what) implements Effect {}

  /**
   * Another node said what time it is: a claim, never more.
   *
   * @param confirmed the operator compared its fingerprint
   * @param wallMs milliseconds since 1970 UTC at this turn's time, give or take half a round trip
   */
  record TimeTold(NodeId from, boolean confirmed, long wallMs) implements Effect {}

  /** An entry for the trace; its order is that of the decisions. */
  record Decided(Decision decision) implements Effect {}

  record Reply(long token, Answer answer) implements Effect {}
}
