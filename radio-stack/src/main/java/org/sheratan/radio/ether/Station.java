package org.sheratan.radio.ether;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** One antenna attached to the airwaves. After it was detached nothing reaches it, and it reaches nobody. */
final class Station implements Antenna, Receiver.Surroundings {
  /** The way of a signal to a receiver. */
  record Path(Station to, double lossDb) {}

  private static final Comparator<Path> NEAREST_FIRST = Comparator.comparingDouble(Path::lossDb)
      .thenComparing(path -> path.to().name);
  private static final Listener NOBODY = new Listener() {
    @Override
    public void onPreamble() {}

    @Override
    public void onReception(Reception reception) {}

    @Override
    public void onTransmitted() {}
  };

  private final Airwaves air;
  private final String name;
  private final String transmitter;
  private final Position position;
  private final Receiver receiver = new Receiver(this);
  private final List<Path> paths = new ArrayList<>();
  private Listener listener = NOBODY;
  private Transmission sending;
  private boolean attached = true;

  Station(Airwaves air, String name, String transmitter, Position position) {
    this.air = air;
    this.name = name;
    this.transmitter = transmitter;
    this.position = position;
  }

  String name() {
    return name;
  }

  String transmitter() {
    return transmitter;
  }

  Position position() {
    return position;
  }

  Receiver receiver() {
    return receiver;
  }

  /** To everyone attached, the least loss first. */
  List<Path> paths() {
    return paths;
  }

  void reaches(Station other, double lossDb) {
    paths.add(new Path(other, lossDb));
    paths.sort(NEAREST_FIRST);
  }

  void forget(Station other) {
    paths.removeIf(path -> path.to == other);
  }

  void detach() {
    idle();
    attached = false;
    listener = NOBODY;
  }

  boolean attached() {
    return attached;
  }

  void onSent() {
    sending = null;
    listener.onTransmitted();
  }

  @Override
  public void listen(Listener to) {
    listener = attached ? to : NOBODY;
  }

  @Override
  public void receive(Tuning tuning) {
    idle();
    if (attached) {
      receiver.tune(tuning);
    }
  }

  @Override
  public void idle() {
    receiver.deafen();
    if (sending != null) {
      Transmission cut = sending;
      sending = null;
      air.cut(cut);
    }
  }

  @Override
  public void transmit(Tuning tuning, double powerDbm, Bytes frame) {
    Check.that(sending == null, "still transmitting: " + name);
    receiver.deafen();
    if (attached) {
      sending = air.transmit(this, tuning, powerDbm, frame);
    }
  }

  @Override
  public double rssiDbm(Tuning tuning) {
    return receiver.rssiDbm(tuning);
  }

  @Override
  public boolean active(Tuning tuning) {
    return receiver.senses(tuning);
  }

  @Override
  public long nowMicros() {
    return air.nowMicros();
  }

  @Override
  public void after(long delayMicros, Runnable action) {
    agenda().at(nowMicros() + delayMicros, Agenda.Turn.ACTION, () -> {
      if (attached) {
        action.run();
      }
    });
  }

  @Override
  public Agenda agenda() {
    return air.agenda();
  }

  @Override
  public Listener listener() {
    return listener;
  }

  @Override
  public Reception receive(Signal signal, boolean headerIntact) {
    return air.receive(signal, headerIntact);
  }

  @Override
  public String toString() {
    return name;
  }
}
