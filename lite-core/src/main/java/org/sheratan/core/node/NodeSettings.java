package org.sheratan.core.node;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;

/**
 * What an operator may choose.
 *
 * @param maxTools tools running here at once; 0 makes a node that only submits
 * @param maxWaiting awards waiting here for a free tool
 * @param submits how much of one's own is taken on
 * @param pricesMicros asked per job, by kind
 * @param defaultPriceMicros asked for kinds not in {@code pricesMicros}
 * @param asksTime whether other nodes are asked for the time while this one has none
 * @param gates what requests for jobs have to pass
 * @param audits who is asked for a second opinion
 */
public record NodeSettings(int maxTools, int maxWaiting, SubmitLimits submits,
    SortedMap<String, Long> pricesMicros, long defaultPriceMicros, boolean asksTime, GateRules gates,
    AuditPlan audits) {
  public NodeSettings(int maxTools, int maxWaiting, SubmitLimits submits,
      SortedMap<String, Long> pricesMicros, long defaultPriceMicros, boolean asksTime) {
    this(maxTools, maxWaiting, submits, pricesMicros, defaultPriceMicros, asksTime, GateRules.DEFAULT);
  }

  public NodeSettings(int maxTools, int maxWaiting, SubmitLimits submits,
      SortedMap<String, Long> pricesMicros, long defaultPriceMicros, boolean asksTime, GateRules gates) {
    this(maxTools, maxWaiting, submits, pricesMicros, defaultPriceMicros, asksTime, gates, AuditPlan.NONE);
  }

  public NodeSettings {
    pricesMicros = Collections.unmodifiableSortedMap(new TreeMap<>(pricesMicros));
  }
}
