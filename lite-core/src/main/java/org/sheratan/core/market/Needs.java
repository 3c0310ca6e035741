package org.sheratan.core.market;

import java.util.List;

import org.sheratan.core.mission.JobSpec;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

/**
 * What a job needs of the node that runs it. All but one are offers; {@link #TRUSTED} is the owner's own judgment, which no node
 * can offer for itself: private data goes nowhere else.
 */
public final class Needs {
  /** This node, and nodes whose key the operator has confirmed. */
  static final String TRUSTED = JobSpec.TRUSTED;

  private Needs() {}

  /** Those that a worker is asked for; whom the owner trusts is not its business. */
  static List<String> offers(List<String> needs) {
    return needs.stream().filter(need -> !need.equals(TRUSTED)).toList();
  }

  /** Those that its owner alone judges. */
  public static List<String> ofOwner(List<String> needs) {
    return needs.stream().filter(TRUSTED::equals).toList();
  }

  /** Whether {@code peer} may be told of a job with these needs at all. */
  public static boolean admit(List<String> needs, Peer peer) {
    return peer.trust() == Trust.CONFIRMED || !needs.contains(TRUSTED);
  }
}
