package org.sheratan.core.sim;

import org.sheratan.core.sim.FleetPlan.MediumKind;

/**
 * A simulated owner whose jobs all wait for a second opinion, and those who give it. A share of its requests is bad; an
 * honest auditor sees that but for its mistakes, those that lie say together the opposite of the truth.
 *
 * @param seed determines everything that happens
 * @param auditors nodes beside the owner, all of which are asked; 0: the owner's own model alone
 * @param agree so many votes decide
 * @param liars of the auditors
 * @param mistakes probability that an honest auditor is wrong about a request, independent of others
 * @param jobs submitted, at random moments
 * @param perSecond of them, on average
 * @param serviceMs mean time of one judgment, exponentially distributed; 0: none at all
 * @param places judgments that one auditor makes at once
 * @param harsh whether frames get lost, doubled and broken on the way
 * @param medium what carries the frames
 */
public record AuditTrialPlan(long seed, int auditors, int agree, int liars, double mistakes, int jobs,
    double perSecond, double serviceMs, int places, boolean harsh, MediumKind medium) {
  /** Three of five, of whom some lie; requests come slowly enough for everybody. */
  public static AuditTrialPlan ofLiars(long seed, int liars, int jobs) {
    return new AuditTrialPlan(seed, 5, 3, liars, 0, jobs, 5, 20, 4, false, MediumKind.PACKETS);
  }

  /** Honest auditors, asked as fast as it may take. */
  public static AuditTrialPlan ofSpeed(long seed, int auditors, int jobs, double perSecond,
      double serviceMs) {
    return new AuditTrialPlan(seed, auditors, auditors == 0 ? 1 : auditors / 2 + 1, 0, 0, jobs, perSecond,
        serviceMs, 4, false, MediumKind.PACKETS);
  }

  /** The same with so many mistakes of the honest. */
  public AuditTrialPlan erring(double probability) {
    return new AuditTrialPlan(seed, auditors, agree, liars, probability, jobs, perSecond, serviceMs, places,
        harsh, medium);
  }

  /** The same on a network that loses and doubles frames. */
  public AuditTrialPlan onHarshEther() {
    return new AuditTrialPlan(seed, auditors, agree, liars, mistakes, jobs, perSecond, serviceMs, places,
        true,
        medium);
  }

  /** The same over radios. */
  public AuditTrialPlan over(MediumKind other) {
    return new AuditTrialPlan(seed, auditors, agree, liars, mistakes, jobs, perSecond, serviceMs, places,
        harsh, other);
  }
}
