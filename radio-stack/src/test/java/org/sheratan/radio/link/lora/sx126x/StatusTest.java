package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.Transmitter;

/** What the chip's answers mean. */
class StatusTest {
  @Test
  void shouldReadTheStatus() {
    assertEquals(ChipStatus.STANDBY_RC, new ChipStatus(0x22).mode());
    assertEquals(ChipStatus.TX, new ChipStatus(0xE2).mode(), "bit 7 is reserved");
    assertFalse(new ChipStatus(0x22).refused());
    assertFalse(new ChipStatus(0x54).refused(), "a frame has come in");
    assertFalse(new ChipStatus(0x2C).refused(), "a frame has left");
    assertTrue(new ChipStatus(0x26).refused(), "too slow");
    assertTrue(new ChipStatus(0x28).refused(), "not understood");
    assertTrue(new ChipStatus(0x2A).refused(), "not possible");
    assertTrue(new ChipStatus(0x00).nobody());
    assertTrue(new ChipStatus(0xFF).nobody());
  }

  @Test
  void shouldNameDeviceErrors() {
    assertTrue(new DeviceErrors(0).none());
    assertEquals("XOSC_START_ERR", new DeviceErrors(0x20).toString());
    assertTrue(new DeviceErrors(0x20).noClock());
    assertEquals("PLL_LOCK_ERR, PA_RAMP_ERR", new DeviceErrors(0x140).toString());
    assertEquals("device errors 0x0080", new DeviceErrors(0x80).toString());
  }

  @Test
  void shouldReadStrengths() {
    assertEquals(-100, ReceivedFrame.dbm(200));
    assertEquals(-63, ReceivedFrame.dbm(127));
    assertEquals(0, ReceivedFrame.dbm(0));
  }

  @Test
  void shouldTakeCheckedFramesOnly() {
    Bytes frame = Bytes.hex("0102");
    assertEquals(new RadioEvent.Received(frame, -80, -3.25),
        new ReceivedFrame(frame, true, -80, -3.25).event());
    assertEquals(new RadioEvent.Garbled(), new ReceivedFrame(frame, false, -80, 5).event());
    assertEquals(new RadioEvent.Garbled(), new ReceivedFrame(Bytes.EMPTY, true, -80, 5).event());
  }

  @Test
  void shouldBelieveAFlagAsLongAsAFrameCanLast() {
    Transmitter transmitter = new Transmitter("id", "name", 868_100_000, new LoraModulation(8, 125_000, 5, 8),
        14, 0,
        255, false);
    IncomingFrame incoming = new IncomingFrame(transmitter);
    assertFalse(incoming.seen(0, 0));
    assertTrue(incoming.seen(Irq.PREAMBLE_DETECTED, 1_000));
    assertTrue(incoming.seen(Irq.PREAMBLE_DETECTED, 1_040));
    assertFalse(incoming.seen(Irq.PREAMBLE_DETECTED, 1_100), "no header came");
    assertTrue(incoming.seen(Irq.COMING_IN, 1_200), "it did");
    assertTrue(incoming.seen(Irq.COMING_IN, 1_900));
    assertFalse(incoming.seen(Irq.COMING_IN, 2_000), "no frame is that long");
    incoming.forget();
    assertTrue(incoming.seen(Irq.PREAMBLE_DETECTED, 2_001));
    assertFalse(incoming.seen(0, 2_002));
    assertTrue(incoming.seen(Irq.PREAMBLE_DETECTED, 9_000));
  }
}
