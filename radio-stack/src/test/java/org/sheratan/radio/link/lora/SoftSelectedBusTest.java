package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class SoftSelectedBusTest {
  private final List<String> log = new ArrayList<>();

  private OutputLine line(String name) {
    return high -> log.add(name + (high ? " high" : " low"));
  }

  @Test
  void shouldSelectAroundEachTransfer() {
    SpiBus bus = new SoftSelectedBus(bytes -> log.add("transfer " + bytes.length), line("select"));
    bus.transfer(new byte[2]);
    bus.transfer(new byte[3]);
    assertEquals(List.of("select high", "select low", "transfer 2", "select high", "select low", "transfer 3",
        "select high"), log);
  }

  @Test
  void shouldDeselectWhenTheBusIsLost() {
    SpiBus bus = new SoftSelectedBus(bytes -> {
      throw new BusLostException("spidev0.0 is gone", null);
    }, line("select"));
    assertThrows(BusLostException.class, () -> bus.transfer(new byte[2]));
    assertEquals("select high", log.getLast());
  }

  @Test
  void shouldNeverConnectBothAmplifiers() {
    AntennaSwitch both = new AntennaSwitch(Optional.of(line("tx")), Optional.of(line("rx")));
    both.receive();
    both.transmit();
    both.off();
    assertEquals(List.of("tx low", "rx high", "rx low", "tx high", "tx low", "rx low"), log);
  }

  @Test
  void shouldDoWithoutLines() {
    AntennaSwitch.NONE.transmit();
    AntennaSwitch.NONE.receive();
    AntennaSwitch.NONE.off();
    AntennaSwitch onlyReceive = new AntennaSwitch(Optional.empty(), Optional.of(line("rx")));
    onlyReceive.transmit();
    onlyReceive.receive();
    assertEquals(List.of("rx low", "rx high"), log);
  }
}
