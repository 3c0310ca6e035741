package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.MeshCoreKissModem;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.RnodeModem;
import org.sheratan.radio.emulator.SerialCable;
import org.sheratan.radio.emulator.SerialDevice;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.SerialPortSource;

/** The MeshCore driver on the emulated KISS modem, and finding out which of the two kinds is there. */
class MeshCoreModemTest {
  private static final RadioSettings NEXT = new RadioSettings(868_100_000, Desk.SETTINGS.modulation(), 14);
  private static final Bytes IDENTITY = Bytes.hex("0102030405060708").concat(Bytes.copyOf(new byte[24]));

  private final Desk desk = new Desk();
  private MeshCoreKissModem modem;

  private Desk.Seat meshCore(boolean find) {
    SerialCable cable = desk.cable("ttyMESH" + desk.seats.size());
    LoraRadio radio = find ? new ModemFinder(cable, Desk.INSIDE_MS) : new MeshCoreModem(cable);
    Desk.Seat seat = desk.seat(radio, cable);
    modem = new MeshCoreKissModem(desk.air.antenna(), new SeededEntropy(desk.seats.size()), IDENTITY,
        cable::toHost);
    cable.attach(modem);
    return seat;
  }

  private Desk.Seat answering(String... answers) {
    SerialCable cable = desk.cable("ttySCRIPT");
    Desk.Seat seat = desk.seat(new MeshCoreModem(cable), cable);
    List<String> left = new ArrayList<>(List.of(answers));
    cable.attach(new SerialDevice() {
      @Override
      public void onOpened() {
        // Nothing restarts.
      }

      @Override
      public void onHostBytes(byte[] bytes) {
        if (!left.isEmpty()) {
          cable.toHost(HexFormat.of().parseHex(left.removeFirst()));
        }
      }
    });
    return seat;
  }

  @Test
  void shouldComeUpWithThePreambleThatTheAirtimeTells() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    assertEquals("meshcore:0102030405060708", seat.transmitter().id());
    assertEquals("MeshCore KISS modem 2 on Emulated board", seat.transmitter().name());
    assertEquals(new LoraModulation(8, 125_000, 5, 16), seat.transmitter().modulation());
    assertEquals(0, seat.transmitter().headerBytes());
    assertEquals(255, seat.transmitter().maxFrameBytes());
    assertTrue(seat.transmitter().ownChannelAccess());
    assertTrue(seat.radio.accepts());
  }

  @Test
  void shouldCarryEveryByteValueAndReportEachFrame() {
    Desk.Seat one = meshCore(false);
    Desk.Seat other = meshCore(false);
    desk.beginAndRun();
    desk.air.signal(-97, -3.75);
    List<Bytes> frames = List.of(Desk.bytes(255, 0), Desk.bytes(255, 128), Desk.bytes(1, 0xC0));
    for (Bytes frame : frames) {
      desk.send(one, frame);
      assertFalse(one.radio.accepts(), "one at a time");
    }
    desk.run(5_000);
    assertEquals(frames, other.received());
    assertEquals(3, one.all(RadioEvent.Transmitted.class).size());
    assertEquals(-97, other.all(RadioEvent.Received.class).getFirst().rssiDbm());
    assertEquals(-3.75, other.all(RadioEvent.Received.class).getFirst().snrDb());
  }

  @Test
  void shouldAnswerWhetherTheChannelIsTaken() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    seat.radio.sense(desk.air.nowMs());
    desk.run(1_000);
    assertEquals(List.of(new RadioEvent.Sensed(false, -110)), seat.all(RadioEvent.Sensed.class));
    assertEquals(List.of(new RadioEvent.Noise(-110)), seat.all(RadioEvent.Noise.class));
  }

  @Test
  void shouldBeLostWhenTheModemForgotItsSettings() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    modem.restart();
    desk.run(30_000);
    assertEquals(RadioFault.LOST, seat.failure().fault());
    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    desk.run(10_000);
    assertEquals(2, seat.all(RadioEvent.Ready.class).size());
  }

  @Test
  void shouldSendAgainWhatABusyModemDidNotTake() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    seat.cable.attach(modem);
    modem.onHostBytes(KissFraming.encode(0, (byte) 7));
    desk.send(seat, Desk.bytes(10, 0));
    desk.run(3_000);
    assertEquals(2, desk.air.sent().size());
    assertEquals(Desk.bytes(10, 0), desk.air.sent().getLast().frame());
  }

  /** The error was taken for the answer to a question that was open as well, and the frame for sent until 60 s later. */
  @Test
  void shouldSendAgainWhatABusyModemDidNotTakeWheneverThatIs() {
    Desk.Seat seat = meshCore(false);
    desk.begin();
    desk.runUntil(20_000, at -> seat.ready());
    for (int frame = 0; frame < 40; frame++) {
      modem.onHostBytes(KissFraming.encode(0, (byte) 7));
      desk.send(seat, Desk.bytes(10, frame));
      int sent = frame + 1;
      desk.runUntil(desk.air.nowMs() + 30_000, at -> seat.all(RadioEvent.Transmitted.class).size() == sent);
      desk.run(frame * 97L);
    }
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class));
    assertEquals(40, seat.all(RadioEvent.Transmitted.class).size());
    assertEquals(40, desk.air.sent().stream().filter(sent -> sent.frame().length() == 10).count());
  }

  /** Behind a busy channel, when the program before us was killed; it left under our settings, and nobody counted it. */
  @Test
  void shouldLetNothingLeaveThatAProgramBeforeItLeftInside() {
    for (boolean find : List.of(false, true)) {
      Desk one = new Desk();
      SerialCable cable = one.cable("ttyMESH");
      cable.attach(new MeshCoreKissModem(one.air.antenna(), new SeededEntropy(1), IDENTITY, cable::toHost));
      Desk.Seat killed = one.seat(new MeshCoreModem(cable), cable);
      one.beginAndRun();
      Tuning taken = new Tuning(869_525_000, killed.transmitter().modulation(), RadioSettings.SYNC_WORD,
          false);
      one.air.say(taken, Desk.bytes(255, 1));
      killed.radio.transmit(Desk.bytes(20, 1), one.air.nowMs());
      cable.unplug();
      cable.plug();
      one.seats.clear();
      Desk.Seat seat = one.seat(find ? new ModemFinder(cable, Desk.INSIDE_MS) : new MeshCoreModem(cable),
          cable);
      one.begin();
      for (int turn = 0; turn < 24; turn++) {
        one.run(500);
        one.air.say(taken, Desk.bytes(255, 1));
      }
      assertTrue(seat.ready(), seat.events::toString);
      one.run(20_000);
      assertTrue(one.air.sent().stream().noneMatch(sent -> sent.frame().equals(Desk.bytes(20, 1))));
    }
  }

  @Test
  void shouldFailWhenTheModemCannotTransmit() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    desk.send(seat, Desk.bytes(10, 0));
    seat.cable.toHost(HexFormat.of().parseHex("C006F800C0"));
    desk.run(100);
    assertEquals(RadioFault.TRANSMIT_FAILED, seat.failure().fault());
  }

  @Test
  void shouldCountAFrameWithoutItsReportAsGarbled() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    seat.cable.toHost(HexFormat.of().parseHex("C0000102C0C0000304C0C006F91C9FC0"));
    desk.run(100);
    assertEquals(1, seat.all(RadioEvent.Garbled.class).size());
    assertEquals(List.of(new RadioEvent.Received(Bytes.hex("0304"), -97, 7)),
        seat.all(RadioEvent.Received.class));
  }

  @Test
  void shouldRefuseOtherSettingsThanAskedWithBothValues() {
    // Pong; nothing to the reboot; Pong; nothing to TXDELAY; version, name, identity, OK, OK, report, then another spreading factor.
    Desk.Seat seat = answering("C00697C0", "", "C00697C0", "", "C0069102C0", "C0069641C0", "C00681AAC0",
        "C006F0C0",
        "C006F0C0",
        "C0069A01C0",
        "C0068B" + HexFormat.of().formatHex(MeshCoreProtocol.littleEndian(869_525_000)) + "48E801000905C0",
        "C0068C0EC0", "C0068FFF020000C0");
    desk.begin();
    desk.run(20_000);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("spreading factor: asked for 8, the modem confirms 9", seat.failure().why());
  }

  @Test
  void shouldRefuseAnErrorToASetting() {
    Desk.Seat seat = answering("C00697C0", "", "C00697C0", "", "C0069102C0", "C0069641C0", "C00681AAC0",
        "C006F102C0");
    desk.begin();
    desk.run(20_000);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("request 0x09 ended in error 02", seat.failure().why());
  }

  @Test
  void shouldBeLostWhenAnAnswerIsMissing() {
    Desk.Seat seat = answering("C00697C0", "", "C00697C0", "", "C0069102C0");
    desk.begin();
    desk.run(20_000);
    assertEquals(new RadioEvent.Failed(RadioFault.LOST, "the modem does not answer 0x16"), seat.failure());
  }

  @Test
  void shouldFindAMeshCoreModemWhereNoRnodeAnswers() {
    Desk.Seat seat = meshCore(true);
    desk.begin();
    desk.run(20_000);
    assertEquals(1, seat.events.stream().filter(RadioEvent.Ready.class::isInstance).count());
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class));
    desk.send(seat, Desk.bytes(10, 0));
    desk.run(5_000);
    assertEquals(1, seat.all(RadioEvent.Transmitted.class).size());
  }

  @Test
  void shouldFindAnRnodeAndComeBackAfterItsLoss() {
    SerialCable cable = desk.cable("ttyEITHER");
    Desk.Seat seat = desk.seat(new ModemFinder(cable, Desk.INSIDE_MS), cable);
    RnodeModem rnode = new RnodeModem(desk.air.antenna(), new SeededEntropy(1), RnodeBoard.RAK4631, 1,
        RnodeFault.NONE, cable);
    cable.attach(rnode);
    desk.beginAndRun();
    assertTrue(seat.transmitter().id().startsWith("rnode:"));
    rnode.restart();
    desk.run(3_000);
    assertEquals(RadioFault.LOST, seat.failure().fault());
    desk.beginAndRun();
    assertEquals(2, seat.all(RadioEvent.Ready.class).size());
    seat.radio.end(desk.air.nowMs());
  }

  /** Two devices that could be LoRa boards: each opening came to the other one, so each trial did. */
  @Test
  void shouldStayWithTheDeviceThatBecameReady() {
    SerialCable cable = desk.cable("ttyACM0");
    cable.attach(new RnodeModem(desk.air.antenna(), new SeededEntropy(1), RnodeBoard.HELTEC_V3, 1,
        RnodeFault.NONE, cable));
    InTurn ports = new InTurn(cable);
    Desk.Seat seat = desk.seat(new ModemFinder(ports, Desk.INSIDE_MS), cable);
    desk.beginAndRun();
    assertEquals(RadioFault.ABSENT, seat.failure().fault(), "the other device comes first");
    desk.beginAndRun();
    assertTrue(seat.ready());
    desk.beginAndRun();
    seat.radio.end(desk.air.nowMs());
    desk.beginAndRun();
    assertEquals(3, seat.all(RadioEvent.Ready.class).size(), "begun anew, and after its end");
    assertEquals(1, seat.all(RadioEvent.Failed.class).size());
    cable.unplug();
    desk.run(100);
    assertEquals(RadioFault.LOST, seat.failure().fault());
    desk.beginAndRun();
    assertEquals(2, ports.moved, "first it looks where it was");
    desk.beginAndRun();
    assertEquals(3, ports.moved, "then elsewhere");
  }

  /** The other device, the cable, the other device …: the next one at each opening. */
  private static final class InTurn implements SerialPortSource {
    private final SerialCable cable;
    private int moved;

    private InTurn(SerialCable cable) {
      this.cable = cable;
    }

    @Override
    public Opening open() {
      moved++;
      return openAgain();
    }

    @Override
    public Opening openAgain() {
      return moved % 2 == 0 ? cable.open() : new Opening.Refused("the other device is in use");
    }
  }

  @Test
  void shouldNameBothKindsWhenNeitherAnswers() {
    SerialCable cable = desk.cable("ttyGPS");
    Desk.Seat seat = desk.seat(new ModemFinder(cable, Desk.INSIDE_MS), cable);
    cable.attach(new SerialDevice() {
      @Override
      public void onOpened() {
        cable.toHost("$GPGGA,123519".getBytes(StandardCharsets.US_ASCII));
      }

      @Override
      public void onHostBytes(byte[] bytes) {
        // A GPS receiver does not care.
      }
    });
    desk.begin();
    desk.run(30_000);
    assertEquals(RadioFault.UNFLASHED, seat.failure().fault());
    assertTrue(seat.failure().why().contains("RNode") && seat.failure().why().contains("MeshCore"),
        seat.failure().why());
    assertTrue(seat.failure().why().contains("$GPGGA"), seat.failure().why());
  }

  @Test
  void shouldSurviveAnythingFromTheLine() {
    for (int seed = 0; seed < 300; seed++) {
      SeededEntropy entropy = new SeededEntropy(seed);
      Desk one = new Desk();
      SerialCable cable = one.cable("ttyFUZZ");
      boolean rnode = entropy.chance(0.5);
      Desk.Seat seat = one.seat(rnode ? new Rnode(cable, Desk.INSIDE_MS) : new MeshCoreModem(cable), cable);
      cable.attach(new NoisyDevice(entropy, cable));
      for (int start = 0; start < 5; start++) {
        one.begin();
        one.run(3_000);
      }
      seat.radio.end(one.air.nowMs());
    }
  }

  /** Answers whatever it is asked with plausible frames of random content. */
  private record NoisyDevice(SeededEntropy entropy, SerialCable cable) implements SerialDevice {
    private static final int[] COMMANDS = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x08, 0x0C, 0x0F, 0x23,
        0x24,
        0x25, 0x26, 0x47, 0x48, 0x49, 0x50, 0x51, 0x55, 0x90};

    @Override
    public void onOpened() {
      onHostBytes(new byte[0]);
    }

    @Override
    public void onHostBytes(byte[] bytes) {
      for (int frames = entropy.nextInt(12); frames > 0; frames--) {
        byte[] payload = new byte[entropy.nextInt(14)];
        for (int index = 0; index < payload.length; index++) {
          payload[index] = (byte) entropy.nextInt(256);
        }
        if (payload.length > 0 && entropy.chance(0.4)) {
          payload[0] = (byte) (entropy.chance(0.5) ? 0x46 : 0x97);
        }
        cable.toHost(KissFraming.encode(COMMANDS[entropy.nextInt(COMMANDS.length)], payload));
      }
    }
  }

  @Test
  void shouldNotTuneAModemAnewWhileItHoldsAFrame() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    seat.radio.transmit(Desk.bytes(20, 1), desk.air.nowMs());
    seat.radio.begin(NEXT, desk.air.nowMs());
    seat.radio.begin(NEXT, desk.air.nowMs());
    desk.run(10_000);
    assertEquals(List.of(869_525_000L),
        desk.air.sent().stream().map(sent -> sent.tuning().frequencyHz()).toList());
    assertEquals(868_100_000, seat.transmitter().frequencyHz());
    assertTrue(seat.radio.accepts());
  }

  /** The modem used to send it later, with whatever settings the next program gave it. */
  @Test
  void shouldLeaveNoFrameInAModemAtItsEnd() {
    for (boolean find : List.of(false, true)) {
      Desk one = new Desk();
      SerialCable cable = one.cable("ttyMESH");
      Desk.Seat seat = one.seat(find ? new ModemFinder(cable, Desk.INSIDE_MS) : new MeshCoreModem(cable),
          cable);
      cable.attach(new MeshCoreKissModem(one.air.antenna(), new SeededEntropy(1), IDENTITY, cable::toHost));
      one.begin();
      one.run(20_000);
      seat.radio.transmit(Desk.bytes(20, 1), one.air.nowMs());
      seat.radio.end(one.air.nowMs());
      seat.radio.begin(NEXT, one.air.nowMs());
      one.run(20_000);
      assertEquals(List.of(), one.air.sent(), "nothing was sent");
      assertEquals(868_100_000, seat.transmitter().frequencyHz());
      one.send(seat, Desk.bytes(10, 2));
      one.run(5_000);
      assertEquals(List.of(Desk.bytes(10, 2)), one.air.sent().stream().map(sent -> sent.frame()).toList());
    }
  }

  @Test
  void shouldGiveUpAModemThatKeepsWhatItHolds() {
    Desk.Seat seat = meshCore(false);
    desk.beginAndRun();
    Tuning taken = new Tuning(869_525_000, Desk.SETTINGS.modulation(), RadioSettings.SYNC_WORD, false);
    desk.air.say(taken, Desk.bytes(255, 1));
    seat.radio.transmit(Desk.bytes(20, 1), desk.air.nowMs());
    seat.radio.begin(NEXT, desk.air.nowMs());
    for (int turn = 0; turn < 120; turn++) {
      desk.run(500);
      desk.air.say(taken, Desk.bytes(255, 1));
    }
    assertEquals(new RadioEvent.Failed(RadioFault.LOST, "the modem took a frame and does not send it"),
        seat.failure());
    desk.run(20_000);
    assertTrue(desk.air.sent().stream().noneMatch(sent -> sent.frame().equals(Desk.bytes(20, 1))),
        "it was rebooted, and sends it never");
  }
}
