package org.sheratan.radio.ether;

import org.sheratan.radio.air.DutyAudit;

/**
 * Has an audit judge everything that was on the air. A frame counts when it has left, a cut one as far as it got; to
 * count what is still on the air when a run ends, detach its stations.
 */
public final class AuditTap implements AirTap {
  private final DutyAudit audit;

  public AuditTap(DutyAudit audit) {
    this.audit = audit;
  }

  @Override
  public void onEnd(AirFrame frame, long endMicros) {
    Tuning tuning = frame.tuning();
    audit.add(new DutyAudit.Emission(frame.transmitter(), tuning.frequencyHz(),
        tuning.modulation().bandwidthHz(), frame.powerDbm(), frame.startMicros(), endMicros));
  }
}
