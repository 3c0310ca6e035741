package org.sheratan.core.sim;

import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.ether.Ether;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.EtherLink;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;

/** Addressed packets of up to 1200 bytes, as over UDP. No law limits them. */
final class PacketMedium implements Medium {
  private static final LinkProfile PACKETS = new LinkProfile("sim", 1200, 20, 10_000_000, false, true);

  private final Ether ether;

  PacketMedium(Entropy entropy, EtherFaults faults, Topology topology) {
    ether = new Ether(entropy, faults);
    ether.topology(topology);
  }

  @Override
  public void attach(String name, SimClock clock, LinkListener listener) {
    EtherLink link = ether.attach(name, PACKETS);
    link.listen(listener);
    listener.onState(link, true, "simulated");
  }

  @Override
  public void detach(String name) {
    ether.detach(name);
  }

  @Override
  public Topology topology() {
    return ether.topology();
  }

  /** What goes wrong from now on. */
  void faults(EtherFaults faults) {
    ether.faults(faults);
  }

  @Override
  public void calm() {
    ether.faults(EtherFaults.NONE);
  }

  @Override
  public long nextDueMs() {
    return ether.nextDueMs();
  }

  @Override
  public void advance(long toMs) {
    ether.advance(toMs);
  }

  @Override
  public void deliverDue(long atMs) {
    ether.deliverDue(atMs);
  }

  @Override
  public long transmissions() {
    return ether.counters().transmissions();
  }

  @Override
  public Optional<FleetAirtime> airtime() {
    return Optional.empty();
  }

  @Override
  public String breaches() {
    return "";
  }
}
