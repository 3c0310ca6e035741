package org.sheratan.core.audit;

import java.util.List;

import org.sheratan.core.mission.Audit;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.NodeId;

/**
 * Whom a node asks for a second opinion.
 *
 * @param central this node's own model alone; {@code auditors} are not asked
 * @param auditors nodes that the operator trusts with it
 * @param agree votes of one kind that decide; more than half of them
 * @param timeoutMs after which who has not answered counts as silent
 */
public record AuditPlan(boolean central, List<NodeId> auditors, int agree, long timeoutMs) {
  private static final long USUAL_TIMEOUT_MS = 120_000;
  /** Nobody: a person decides about what waits for auditors. */
  public static final AuditPlan NONE = new AuditPlan(false, List.of(), 0, USUAL_TIMEOUT_MS);

  public AuditPlan {
    auditors = List.copyOf(auditors);
    Check.that(auditors.size() <= Audit.MAX_SEATS, "more than " + Audit.MAX_SEATS + " auditors");
    Check.that(central || auditors.isEmpty() || 2 * agree > auditors.size() && agree <= auditors.size(),
        "expected more than half of the auditors to decide");
  }

  /** This node's own model alone. */
  public static AuditPlan central(long timeoutMs) {
    return new AuditPlan(true, List.of(), 1, timeoutMs);
  }

  public boolean nobody() {
    return !central && auditors.isEmpty();
  }

  /** In the order they are asked. */
  public List<NodeId> seats(NodeId self) {
    return central ? List.of(self) : auditors;
  }
}
