package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/** The byte tables of docs/protocol.md, written out by hand field by field; and each field beyond its limit. */
class MessageBytesTest {
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();
  private static final JobId JOB = new JobId(OWNER.shortName(), 2, 300);
  /** Epoch 2, sequence 300. */
  private static final String ID = "02 ac02 ";
  private static final int ANY_LENGTH = WireLimits.MESSAGE_BYTES;

  @Test
  void shouldWriteCalls() {
    fromOwner("01" + ID + "01 04 28 78", new WireMessage.Call(JOB, 1, "read_file", 40, List.of(), 60_000,
        Long.MAX_VALUE, ANY_LENGTH, Priority.NORMAL));
    fromOwner("01" + ID + "01 00 0178 00 03" + "01 01 00" + "02 02 8002" + "03 04 0161 0162" + "04 01 05",
        new WireMessage.Call(JOB, 1, "x", 0, List.of("b", "a", "b"), 1, 5, 256, Priority.BULK));
    ownerRefused("round", "01" + ID + "c1843d 04 28 78");
    ownerRefused("kind", "01" + ID + "01 0f 28 78");
    ownerRefused("approx bytes", "01" + ID + "01 04 818004 78");
    ownerRefused("remaining", "01" + ID + "01 04 28 ffffffffffffffff7f");
    ownerRefused("priority", "01" + ID + "01 04 28 78 01 01 04");
    ownerRefused("priority", "01" + ID + "01 04 28 78 01 02 0100");
    ownerRefused("result limit", "01" + ID + "01 04 28 78 02 03 818004");
    ownerRefused("needs", "01" + ID + "01 04 28 78 03 04 0162 0161");
    ownerRefused("needs", "01" + ID + "01 04 28 78 03 04 0161 0161");
    ownerRefused("needs", "01" + ID + "01 04 28 78 03 02 0561");
    ownerRefused("max price", "01" + ID + "01 04 28 78 04 00");
  }

  @Test
  void shouldBoundNeeds() {
    StringBuilder needs = new StringBuilder();
    for (int letter = 'a'; letter < 'a' + WireLimits.MAX_NEEDS + 1; letter++) {
      needs.append("01").append(Integer.toHexString(letter));
    }
    ownerRefused("needs", "01" + ID + "01 04 28 78 03 22 " + needs);
  }

  @Test
  void shouldWriteBids() {
    toOwner("02" + ID + "01 e807 02 a10c 0a 78", new WireMessage.Bid(JOB, 1, 1000, 2, 784, 5000, 60_000));
    toOwner("02" + ID + "00 00 00 00 00 00", new WireMessage.Bid(JOB, 0, 0, 0, 0, 0, 0));
    workerRefused("price", "02" + ID + "01 80");
    workerRefused("queue length", "02" + ID + "01 00 c1843d 00 00 00");
    workerRefused("expected", "02" + ID + "01 00 00");
    workerRefused("expiry", "02" + ID + "01 00 00 00");
    workerRefused("lease", "02" + ID + "01 00 00 00 00 d10f");
  }

  @Test
  void shouldWriteDeclinesAndRefusals() {
    toOwner("03" + ID + "01 06", new WireMessage.Decline(JOB, 1, DeclineReason.NOT_TRUSTED, ""));
    toOwner("03" + ID + "01 04 05 02 6e6f", new WireMessage.Decline(JOB, 1, DeclineReason.PRICE, "no"));
    toOwner("05" + ID + "03 01", new WireMessage.Refusal(JOB, 3, RefusalReason.LEASE_TOO_LATE, ""));
    toOwner("05" + ID + "03 02 05 01 78", new WireMessage.Refusal(JOB, 3, RefusalReason.BUSY, "x"));
    workerRefused("text", "03" + ID + "01 04 05 02 c328");
    workerRefused("text", "03" + ID + "01 04 05 8102" + "61".repeat(257));
    workerRefused("reason", "05" + ID + "03");
    for (DeclineReason reason : DeclineReason.values()) {
      assertEquals(reason, DeclineReason.of(reason.code()));
    }
    for (RefusalReason reason : RefusalReason.values()) {
      assertEquals(reason, RefusalReason.of(reason.code()));
    }
  }

  @Test
  void shouldWriteAwards() {
    fromOwner("04" + ID + "01 02 78 00 01 a0",
        new WireMessage.Award(JOB, 1, 2, "ping", Json.Obj.EMPTY, 60_000, 0,
            ANY_LENGTH, Priority.NORMAL));
    fromOwner("04" + ID + "01 02 78 00 04 a1 02 61 66 01 01 03", new WireMessage.Award(JOB, 1, 2, "read_file",
        Json.Obj.EMPTY.with("path", "f"), 60_000, 0, ANY_LENGTH, Priority.EMERGENCY));
    ownerRefused("params", "04" + ID + "01 02 78 00 01 80");
    ownerRefused("value", "04" + ID + "01 02 78 00 01");
    ownerRefused("kind", "04" + ID + "01 02 78 00 00 00 a0");
    ownerRefused("kind", "04" + ID + "01 02 78 00 00 04 70696e67 a0");
    ownerRefused("attempt", "04" + ID + "01 c1843d 78 00 01 a0");
  }

  @Test
  void shouldWriteProgressAndLeases() {
    toOwner("06" + ID + "01 f403 00", new WireMessage.Progress(JOB, 1, 500, 0));
    fromOwner("07" + ID + "01 02 3c", new WireMessage.LeaseExtended(JOB, 1, 2, 30_000));
    fromOwner("09" + ID + "05", new WireMessage.Cancel(JOB, 5));
    fromOwner("09" + ID + "00 0b 01 03", WireMessage.Cancel.ofBid(JOB, 3));
    assertEquals(0.5, new WireMessage.Progress(JOB, 1, 500, 0).done());
    toOwner("06" + ID + "01 f403 00" + "05 02 6f6b" + "09 04 a1 61 78 01" + "0a 02 0102",
        new WireMessage.Progress(JOB, 1, 500, 0, Interim.checkpoint("ok", Bytes.hex("0102"))
            .with(Json.Obj.EMPTY.with("x", 1))));
    workerRefused("word", "06" + ID + "01 f403 00" + "05 41" + "61".repeat(65));
    workerRefused("partial", "06" + ID + "01 f403 00" + "09 01 01");
    workerRefused("partial", "06" + ID + "01 f403 00" + "09 02 a0 00");
    workerRefused("partial", "06" + ID + "01 f403 00" + "09 8120" + "a0".repeat(4097));
    workerRefused("checkpoint", "06" + ID + "01 f403 00" + "0a 8120" + "00".repeat(4097));
    ownerRefused("checkpoint", "04" + ID + "01 02 78 00 01 a0" + "0a 8120" + "00".repeat(4097));
    workerRefused("done", "06" + ID + "01 e907 00");
    workerRefused("renewal", "06" + ID + "01 00 c1843d");
    ownerRefused("renewal", "07" + ID + "01 c1843d 00");
  }

  @Test
  void shouldWriteResults() {
    Json.Obj done = Json.Obj.EMPTY.with("ok", true);
    toOwner("08" + ID + "01 00 a1 00 f5", result(new Outcome.Completed(done, Optional.empty())));
    toOwner("08" + ID + "01 02 04 62757379", result(new Outcome.Failed("busy", "", false)));
    toOwner("08" + ID + "01 03 04 62757379 05 02 6e6f", result(new Outcome.Failed("busy", "no", true)));
    toOwner("08" + ID + "01 04", result(new Outcome.Unknown()));
    workerRefused("result", "08" + ID + "01 00 80");
    workerRefused("failure code", "08" + ID + "01 02 41" + "61".repeat(65));
    workerRefused("receipt flags", "08" + ID + "01 01 a0 10");
    workerRefused("signature", "08" + ID + "01 01 a0 00 00 00 01 01 00" + "00".repeat(63));
    workerRefused("receipt party",
        "08" + ID + "01 01 a0 04" + OWNER.toHex() + "00 00 01 01 00" + "00".repeat(64));
    workerRefused("receipt party",
        "08" + ID + "01 01 a0 08" + WORKER.toHex() + "00 00 01 01 00" + "00".repeat(64));
  }

  @Test
  void shouldWritePings() {
    check("0a 00", new WireMessage.Ping(0), WORKER, OWNER);
    check("0b ffffffffffffffff7f", new WireMessage.Pong(Long.MAX_VALUE), WORKER, OWNER);
    workerRefused("nonce", "0a 8000");
    workerRefused("nonce", "0b ffffffffffffffffff01");
  }

  @Test
  void shouldWriteWords() {
    MessageId id = new MessageId(OWNER.shortName(), 2, 300);
    fromOwner("0c" + ID + "02 6f6b", new WireMessage.Words(id, "ok", Priority.NORMAL, 0, Optional.empty()));
    fromOwner("0c" + ID + "02 6f6b 01 01 03 06 01 78",
        new WireMessage.Words(id, "ok", Priority.EMERGENCY, 60_000, Optional.empty()));
    ownerRefused("message epoch", "0c 8094ebdc03 01 026f6b");
    ownerRefused("message sequence", "0c 01" + varint(1_000_000_000_000_000_000L) + "026f6b");
    ownerRefused("message id", "0c 01 00 026f6b");
    ownerRefused("text", "0c" + ID + "00");
    ownerRefused("text", "0c" + ID + "02 2020");
    ownerRefused("text", "0c" + ID + "02 c328");
    ownerRefused("text", "0c" + ID + "03 1b5b6d");
    ownerRefused("text", "0c" + ID + "05 61 e280ae 62");
    ownerRefused("text", "0c" + ID + "e907" + "61".repeat(1001));
    ownerRefused("priority", "0c" + ID + "02 6f6b 01 01 04");
    ownerRefused("age", "0c" + ID + "02 6f6b 06 02 8000");
  }

  @Test
  void shouldWriteDeliveriesAndAcknowledgements() {
    MessageId id = new MessageId(OWNER.shortName(), 2, 300);
    toOwner("0d" + ID + "00", new WireMessage.Delivery(id, DeliveryOutcome.TAKEN));
    toOwner("0d" + ID + "02", new WireMessage.Delivery(id, DeliveryOutcome.FORGOTTEN));
    toOwner("0e" + ID, new WireMessage.Acknowledged(id));
    workerRefused("outcome", "0d" + ID);
    workerRefused("message id", "0e 00 01");
    for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
      assertEquals(outcome, DeliveryOutcome.of(outcome.code()));
    }
    assertEquals(DeliveryOutcome.OTHER, DeliveryOutcome.of(200));
  }

  @Test
  void shouldKeepShortWordsShort() {
    MessageId id = new MessageId(OWNER.shortName(), 100, 10_000);
    Bytes bytes = WireCodec
        .encode(new WireMessage.Words(id, "on my way", Priority.NORMAL, 0, Optional.empty()), OWNER, WORKER);
    assertEquals("on my way".length() + 5, bytes.length());
    Bytes urgent = WireCodec.encode(
        new WireMessage.Words(id, "on my way", Priority.EMERGENCY, 0, Optional.empty()), OWNER,
        WORKER);
    assertEquals("on my way".length() + 8, urgent.length());
  }

  @Test
  void shouldBoundJobIds() {
    fromOwner(
        "09 ff93ebdc03" + varint(999_999_999_999_999_999L) + "01",
        new WireMessage.Cancel(new JobId(OWNER.shortName(), 999_999_999, 999_999_999_999_999_999L), 1));
    ownerRefused("job epoch", "09 8094ebdc03 01 01");
    ownerRefused("job sequence", "09 01" + varint(1_000_000_000_000_000_000L) + "01");
    ownerRefused("job id", "09 01 00 01");
    ownerRefused("job owner", "49 0000");
  }

  private static String varint(long value) {
    return new ByteWriter().varint(value).toBytes().toHex();
  }

  private static WireMessage result(Outcome outcome) {
    return new WireMessage.Result(JOB, 1, outcome);
  }

  private static void fromOwner(String hex, WireMessage message) {
    check(hex, message, OWNER, WORKER);
  }

  private static void toOwner(String hex, WireMessage message) {
    check(hex, message, WORKER, OWNER);
  }

  private static void check(String hex, WireMessage message, NodeId sender, NodeId receiver) {
    Bytes bytes = bytes(hex);
    assertEquals(bytes.toHex(), WireCodec.encode(message, sender, receiver).toHex());
    assertEquals(message, WireCodec.decode(bytes, sender, receiver));
  }

  private static void ownerRefused(String field, String hex) {
    refused(field, hex, OWNER, WORKER);
  }

  private static void workerRefused(String field, String hex) {
    refused(field, hex, WORKER, OWNER);
  }

  private static void refused(String field, String hex, NodeId sender, NodeId receiver) {
    MalformedException broken = assertThrows(MalformedException.class,
        () -> WireCodec.decode(bytes(hex), sender, receiver), hex);
    assertEquals(field, broken.field(), broken.getMessage());
  }

  private static Bytes bytes(String hex) {
    return Bytes.hex(hex.replace(" ", ""));
  }
}
