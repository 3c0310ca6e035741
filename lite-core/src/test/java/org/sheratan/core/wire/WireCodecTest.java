package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

class WireCodecTest {
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();
  private static final NodeId STRANGER = WireFixtures.STRANGER.id();

  @Test
  void shouldReadBackEveryMessage() {
    Set<MessageKind> seen = new TreeSet<>();
    WireFixtures.messages().forEach((name, message) -> {
      assertEquals(message, roundTrip(message, sender(message), receiver(message)), name);
      seen.add(MessageKind.of(message));
    });
    assertEquals(List.of(MessageKind.values()), List.copyOf(seen));
  }

  @Test
  void shouldReadBackEveryMessageBetweenOtherEnds() {
    WireFixtures.messages().forEach((name, message) -> {
      if (!(message instanceof WireMessage.PersonalMessage)) {
        assertEquals(message, roundTrip(message, STRANGER, WORKER), name);
        assertEquals(message, roundTrip(message, receiver(message), sender(message)), name);
      }
    });
  }

  @Test
  void shouldCarryWordsOnlyToAndFromTheirAuthor() {
    WireFixtures.messages().forEach((name, message) -> {
      if (message instanceof WireMessage.PersonalMessage) {
        assertThrows(IllegalStateException.class,
            () -> roundTrip(message, receiver(message), sender(message)), name);
      }
    });
  }

  @Test
  void shouldRegisterEachKindUnderItsOwnCodeAndClass() {
    for (MessageKind kind : MessageKind.values()) {
      assertEquals(kind, MessageKind.of(kind.code()));
      assertTrue(kind.code() > 0 && kind.code() < 32);
    }
    assertEquals(MessageKind.values().length, leaves(WireMessage.class));
    WireFixtures.messages().values()
        .forEach(message -> assertEquals(message.getClass(), MessageKind.of(message).type()));
  }

  private static int leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).mapToInt(WireCodecTest::leaves).sum()
        : 1;
  }

  @Test
  void shouldSignWith64BytesMoreAndCheckTheSignature() {
    WireMessage job = FortyByteJob.job(OWNER);
    Bytes signed = WireCodec.encodeSigned(job, WireFixtures.OWNER, WORKER);
    assertEquals(FortyByteJob.BYTES + 64, signed.length());
    assertTrue(WireCodec.isSigned(signed));
    assertFalse(WireCodec.isSigned(WireCodec.encode(job, OWNER, WORKER)));
    assertEquals(job, WireCodec.decode(signed, OWNER, WORKER));
    for (int at = 0; at < signed.length(); at++) {
      byte[] changed = signed.toArray();
      changed[at] ^= 1;
      assertThrows(MalformedException.class, () -> WireCodec.decode(Bytes.copyOf(changed), OWNER, WORKER),
          "byte " + at);
    }
    assertThrows(MalformedException.class, () -> WireCodec.decode(signed, OWNER, STRANGER));
    assertThrows(MalformedException.class, () -> WireCodec.decode(signed, STRANGER, WORKER));
    assertThrows(MalformedException.class, () -> WireCodec.decode(signed.slice(0, 64), OWNER, WORKER));
  }

  @Test
  void shouldLeaveOutTheOwnerWhenItIsTheUsualEnd() {
    WireMessage cancel = new WireMessage.Cancel(WireFixtures.JOB, 1);
    assertEquals("09031101", WireCodec.encode(cancel, OWNER, WORKER).toHex());
    assertEquals(9, WireCodec.encode(cancel, WORKER, OWNER).length());
  }

  @Test
  void shouldKeepTypicalJobsWithin24Bytes() {
    assertSmall(10, award("ping", Json.Obj.EMPTY));
    assertSmall(16, award("list_files", Json.Obj.EMPTY.with("path", "logs")));
    assertSmall(21, award("read_file", Json.Obj.EMPTY.with("path", "notes.txt")));
    assertSmall(24, award("read_file", Json.Obj.EMPTY.with("path", "data/log.txt")));
    assertSmall(10, award("system_info", Json.Obj.EMPTY));
    assertSmall(19, award("read_sensor", Json.Obj.EMPTY.with("sensor", "bme280")));
  }

  @Test
  void shouldSkipOptionalFieldsOfLaterVersions() {
    WireMessage.Bid bid = new WireMessage.Bid(WireFixtures.JOB, 1, 1500, 2, 800, 5000, 60_000);
    Bytes later = new ByteWriter().bytes(WireCodec.encode(bid, WORKER, OWNER)).varint(9)
        .lengthPrefixed(Bytes.hex("0a0b"))
        .varint(300).lengthPrefixed(Bytes.EMPTY).toBytes();
    assertEquals(bid, WireCodec.decode(later, WORKER, OWNER));
  }

  @Test
  void shouldBoundOptionalFields() {
    ByteWriter many = new ByteWriter().bytes(WireCodec.encode(new WireMessage.Ping(1), OWNER, WORKER));
    for (int number = 1; number <= WireLimits.MAX_OPTIONS + 1; number++) {
      many.varint(number).varint(0);
    }
    assertThrows(MalformedException.class, () -> WireCodec.decode(many.toBytes(), OWNER, WORKER));
    Bytes twice = Bytes.hex("0a0103000300");
    assertEquals("option number", refused(twice).field());
  }

  @Test
  void shouldRefuseUnknownKindsReservedBitsAndLeftovers() {
    assertEquals("message kind", refused(Bytes.hex("1f00")).field());
    assertEquals("message kind", refused(Bytes.hex("00")).field());
    assertEquals("message kind", refused(Bytes.hex("4a01")).field());
    assertEquals("message kind", refused(Bytes.EMPTY).field());
    assertEquals("job owner",
        refused(new ByteWriter().u8(0x49).bytes(ownerBytes()).bytes(Bytes.hex("030401")).toBytes()).field());
    assertEquals("job id", refused(Bytes.hex("09000401")).field());
    assertEquals("outcome", refused(Bytes.hex("0801010109")).field());
  }

  @Test
  void shouldReadReasonsOfLaterVersionsAsOther() {
    assertEquals(new WireMessage.Decline(WireFixtures.JOB, 1, DeclineReason.OTHER, ""),
        WireCodec.decode(Bytes.hex("03031101c8"), WORKER, OWNER));
    assertEquals(new WireMessage.Refusal(WireFixtures.JOB, 1, RefusalReason.OTHER, ""),
        WireCodec.decode(Bytes.hex("05031101c8"), WORKER, OWNER));
  }

  @Test
  void shouldClipWordsForPeople() {
    String text = "\u00e9".repeat(200);
    assertEquals("\u00e9".repeat(128),
        new WireMessage.Decline(WireFixtures.JOB, 1, DeclineReason.OTHER, text).text());
    WireMessage failed = new WireMessage.Result(WireFixtures.JOB, 1,
        new Outcome.Failed("x".repeat(99), text, false));
    assertEquals(failed, roundTrip(failed, WORKER, OWNER));
  }

  @Test
  void shouldSayWhatFits() {
    assertTrue(WireCodec.fits(result("x".repeat(65_000)), WORKER, OWNER));
    assertFalse(WireCodec.fits(result("x".repeat(65_540)), WORKER, OWNER));
    WireMessage large = result("x".repeat(65_000));
    Bytes encoded = WireCodec.encode(large, WORKER, OWNER);
    assertTrue(encoded.length() < 200, "deflated to " + encoded.length());
    assertEquals(large, WireCodec.decode(encoded, WORKER, OWNER));
  }

  @Test
  void shouldRefuseAReceiptForAnotherResult() {
    Receipt receipt = WireFixtures.receipt(WireFixtures.RESULT);
    WireMessage forged = new WireMessage.Result(WireFixtures.JOB, 1,
        new Outcome.Completed(Json.Obj.EMPTY, Optional.of(receipt)));
    assertThrows(IllegalStateException.class, () -> WireCodec.encode(forged, WORKER, OWNER));
  }

  @Test
  void shouldCarryReceiptsOfHandedOverJobs() {
    Receipt receipt = WireFixtures.receipt(WireFixtures.RESULT);
    WireMessage.Result result = new WireMessage.Result(WireFixtures.JOB, 1,
        new Outcome.Completed(WireFixtures.RESULT, Optional.of(receipt)));
    int usual = WireCodec.encode(result, WORKER, OWNER).length();
    int relayed = WireCodec.encode(result, STRANGER, WORKER).length();
    assertEquals(usual + 5 + 2 * NodeId.LENGTH, relayed);
    assertEquals(result, roundTrip(result, STRANGER, WORKER));
  }

  @Test
  void shouldNotInflateMoreThanAnnounced() {
    Bytes honest = WireCodec.encode(result("x".repeat(5000)), WORKER, OWNER);
    Bytes packed = honest.slice(3);
    for (int announced : new int[]{0, 1, 5008, 5010, 65_536}) {
      Bytes lying = new ByteWriter().u8(honest.at(0)).varint(announced).bytes(packed).toBytes();
      assertThrows(MalformedException.class, () -> WireCodec.decode(lying, WORKER, OWNER),
          "announced " + announced);
    }
    Bytes beyond = new ByteWriter().u8(honest.at(0)).varint(65_537).bytes(packed).toBytes();
    assertThrows(MalformedException.class, () -> WireCodec.decode(beyond, WORKER, OWNER));
    assertThrows(MalformedException.class,
        () -> WireCodec.decode(honest.concat(Bytes.hex("00")), WORKER, OWNER));
  }

  private static WireMessage result(String content) {
    return new WireMessage.Result(WireFixtures.JOB, 1,
        new Outcome.Completed(Json.Obj.EMPTY.with("content", content), Optional.empty()));
  }

  private static WireMessage award(String kind, Json.Obj params) {
    JobId job = new JobId(OWNER.shortName(), 12, 117);
    return new WireMessage.Award(job, 1, 1, kind, params, 60_000, 1500, WireLimits.MESSAGE_BYTES,
        Priority.NORMAL);
  }

  private static void assertSmall(int bytes, WireMessage message) {
    int length = WireCodec.encode(message, OWNER, WORKER).length();
    assertEquals(bytes, length, message.toString());
    assertTrue(length <= 24);
  }

  private static Bytes ownerBytes() {
    ByteWriter out = new ByteWriter();
    JobIdCodec.write(WireFixtures.JOB, true, out);
    return out.toBytes().slice(0, 5);
  }

  private static WireMessage roundTrip(WireMessage message, NodeId sender, NodeId receiver) {
    return WireCodec.decode(WireCodec.encode(message, sender, receiver), sender, receiver);
  }

  private static MalformedException refused(Bytes encoded) {
    return assertThrows(MalformedException.class, () -> WireCodec.decode(encoded, OWNER, WORKER),
        encoded.toHex());
  }

  private static NodeId sender(WireMessage message) {
    return WireFixtures.sender(message);
  }

  private static NodeId receiver(WireMessage message) {
    return WireFixtures.receiver(message);
  }

  /** A worker that failed without saying of what ended the owner's turn, and at each repetition again. */
  @Test
  void shouldRefuseAFailureWithoutACode() {
    WireMessage nameless = new WireMessage.Result(WireFixtures.JOB, 1, new Outcome.Failed("", "", false));
    MalformedException refused = assertThrows(MalformedException.class,
        () -> roundTrip(nameless, WORKER, OWNER));
    assertEquals("failure code", refused.field());
  }
}
