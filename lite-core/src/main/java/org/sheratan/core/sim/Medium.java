package org.sheratan.core.sim;

import java.util.Optional;

import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.link.LinkListener;

/** What carries the frames of a fleet, in true time. Passive, like everything here. */
interface Medium {
  /** Power comes up at {@code name}; its link says so when it can carry frames. */
  void attach(String name, SimClock clock, LinkListener listener);

  /** Power fails there. */
  void detach(String name);

  /** Who hears whom; partitions are made here. */
  Topology topology();

  /** From now on nothing goes wrong that does not have to. */
  void calm();

  /** When something arrives next; {@link Long#MAX_VALUE} when nothing is under way. */
  long nextDueMs();

  /** Sets the time at which following sends leave. */
  void advance(long toMs);

  /** Hands everything due to its listener. */
  void deliverDue(long atMs);

  /** Frames put on the medium so far. */
  long transmissions();

  /** Empty where no law counts it. */
  Optional<FleetAirtime> airtime();

  /** The law broken by anybody so far, for people; empty when it was kept. */
  String breaches();
}
