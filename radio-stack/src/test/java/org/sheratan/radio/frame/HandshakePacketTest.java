package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class HandshakePacketTest {
  private static final Bytes MAC = Bytes.hex("f0f1f2f3");

  @Test
  void shouldComeBackAsSentInTheLengthOfItsStep() {
    int[] lengths = {62, 62, 46, 110, 78, 62 + Limits.MAX_NOTE_BYTES};
    for (HandshakeStep step : HandshakeStep.values()) {
      HandshakePacket packet = packet(step);
      assertEquals(lengths[step.code()], packet.encode().length());
      assertEquals(packet, HandshakePacket.decode(packet.encode()));
      assertThrows(MalformedException.class,
          () -> HandshakePacket.decode(packet.encode().concat(Bytes.hex("00"))));
    }
  }

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("30b212345678deadbeef", header(HandshakeStep.XX_1).encode().toHex());
  }

  @Test
  void shouldRefuseReservedBitsAndSteps() {
    Bytes valid = packet(HandshakeStep.KK_1).encode();
    Broken.assertNames("head", HandshakePacket::decode, Broken.with(valid, 0, 0x31));
    Broken.assertNames("head", HandshakePacket::decode, Broken.with(valid, 0, 0x48));
    Broken.assertNames("key id and step", HandshakePacket::decode, Broken.with(valid, 1, 0x08));
    Broken.assertNames("handshake step", HandshakePacket::decode, Broken.with(valid, 1, 0x06));
    Broken.assertNames("noise message", HandshakePacket::decode, valid.slice(0, 40));
    Broken.assertNames("noise message", HandshakePacket::decode, valid.slice(0, 12));
    Broken.assertNames("noise message", HandshakePacket::decode, Broken.with(valid, 1, 0x05));
  }

  @Test
  void shouldTakeAnythingThatFitsANote() {
    for (int length : List.of(1, 40, Limits.MAX_NOTE_BYTES)) {
      HandshakePacket note = packet(HandshakeStep.NOTE, 48 + length);
      assertEquals(note, HandshakePacket.decode(note.encode()));
      assertTrue(HandshakePacket.isNote(note.encode()));
    }
    Bytes tooLong = packet(HandshakeStep.NOTE, 48 + Limits.MAX_NOTE_BYTES + 1).encode();
    Broken.assertNames("noise message", HandshakePacket::decode, tooLong);
    assertFalse(HandshakePacket.isNote(packet(HandshakeStep.XX_3).encode()));
  }

  @Test
  void shouldTakeTheProofOfANoteInTheSecondMessage() {
    HandshakePacket answer = packet(HandshakeStep.KK_2, 48 + ArrivalMarks.PROOF_BYTES);
    assertEquals(answer, HandshakePacket.decode(answer.encode()));
    Broken.assertExactLength(HandshakePacket::decode, packet(HandshakeStep.KK_1).encode());
    Bytes between = packet(HandshakeStep.KK_2, 50).encode();
    Broken.assertNames("noise message", HandshakePacket::decode, between);
  }

  @Test
  void shouldTurnAndFollow() {
    HandshakeHeader first = header(HandshakeStep.XX_1);
    HandshakeHeader answer = first.turned(HandshakeStep.XX_2);
    assertEquals(0x5678, answer.destinationHint());
    assertEquals(0x1234, answer.sourceHint());
    assertEquals(first.counter(), answer.counter());
    assertEquals(first, answer.turned(HandshakeStep.XX_1));
    assertEquals(first, first.followed(HandshakeStep.XX_3).followed(HandshakeStep.XX_1));
  }

  @Test
  void shouldNotBeMadeWithFieldsThatDoNotFit() {
    assertThrows(IllegalStateException.class,
        () -> new HandshakeHeader(HandshakeStep.KK_1, 4, 0, false, 0, 0, 0));
    assertThrows(IllegalStateException.class,
        () -> new HandshakeHeader(HandshakeStep.KK_1, 0, 2, false, 0, 0, 0));
  }

  private static HandshakeHeader header(HandshakeStep step) {
    return new HandshakeHeader(step, 2, 1, true, 0x1234, 0x5678, 0xdeadbeefL);
  }

  private static HandshakePacket packet(HandshakeStep step) {
    return packet(step,
        step == HandshakeStep.NOTE ? step.noiseBytes() + Limits.MAX_NOTE_BYTES : step.noiseBytes());
  }

  private static HandshakePacket packet(HandshakeStep step, int noiseBytes) {
    return new HandshakePacket(header(step), Bytes.copyOf(new byte[noiseBytes]), MAC);
  }
}
