package org.sheratan.radio.ether;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;

/** A radio without a chip: sends when told, otherwise listens, and writes down what it is told. */
final class Ear implements Antenna.Listener {
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  static final Tuning TUNING = tuned(SF8);
  static final double POWER_DBM = 14;

  final Antenna antenna;
  final Tuning tuning;
  final List<String> events = new ArrayList<>();
  int sent;
  int transmitted;
  final List<Antenna.Reception> received = new ArrayList<>();

  private Ear(Antenna antenna, Tuning tuning) {
    this.antenna = antenna;
    this.tuning = tuning;
    antenna.listen(this);
    antenna.receive(tuning);
  }

  static Tuning tuned(LoraModulation modulation) {
    return new Tuning(869_525_000, modulation, 0x12, false);
  }

  static Ear on(Airwaves air, String name, double eastMeters) {
    return on(air, name, new Position(eastMeters, 0), TUNING);
  }

  static Ear on(Airwaves air, String name, Position position, Tuning tuning) {
    return new Ear(air.attach(name, "board of " + name, position), tuning);
  }

  void send(Bytes frame) {
    sent++;
    antenna.transmit(tuning, POWER_DBM, frame);
  }

  void send(int bytes) {
    send(Bytes.copyOf(new byte[bytes]));
  }

  long intact() {
    return received.stream().filter(Antenna.Reception::intact).count();
  }

  @Override
  public void onPreamble() {
    events.add(antenna.nowMicros() + " preamble");
  }

  @Override
  public void onReception(Antenna.Reception reception) {
    events.add(
        antenna.nowMicros() + (reception.intact() ? " intact " : " garbled ") + reception.frame().length());
    received.add(reception);
  }

  @Override
  public void onTransmitted() {
    transmitted++;
    events.add(antenna.nowMicros() + " transmitted");
    antenna.receive(tuning);
  }
}
