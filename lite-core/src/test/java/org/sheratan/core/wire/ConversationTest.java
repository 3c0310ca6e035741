package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;

/** What one job costs in messages, from call to receipt: the figures that the protocol is built to. */
class ConversationTest {
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();
  private static final JobId JOB = new JobId(OWNER.shortName(), 5, 90);
  private static final Json.Obj PARAMS = Json.Obj.EMPTY.with("path", "notes.txt");
  private static final Json.Obj RESULT = Json.Obj.EMPTY.with("ok", true).with("action", "read_file_result")
      .with("path", "notes.txt").with("content", "buy batteries");

  @Test
  void shouldRunAWholeJobInLittle() {
    int total = 0;
    total += length(8,
        fromOwner(new WireMessage.Call(JOB, 1, "read_file", 21, List.of(), 300_000, Long.MAX_VALUE,
            WireLimits.MESSAGE_BYTES, Priority.NORMAL)));
    total += length(11, toOwner(new WireMessage.Bid(JOB, 1, 1000, 0, 250, 5000, 60_000)));
    total += length(21, fromOwner(new WireMessage.Award(JOB, 1, 1, "read_file", PARAMS, 60_000, 1000,
        WireLimits.MESSAGE_BYTES, Priority.NORMAL)));
    total += length(7, toOwner(new WireMessage.Progress(JOB, 1, 500, 1)));
    total += length(6, fromOwner(new WireMessage.LeaseExtended(JOB, 1, 1, 60_000)));
    total += length(107,
        toOwner(new WireMessage.Result(JOB, 1, new Outcome.Completed(RESULT, Optional.of(receipt())))));
    assertTrue(total <= 170, total + " bytes in six messages");
  }

  @Test
  void shouldBeFarSmallerThanItsJsonTwin() {
    Json.Obj twin = Json.Obj.EMPTY.with("schema_version", "job_envelope_v1").with("job_id", JOB.toString())
        .with("intent", "run").with("action", Json.Obj.EMPTY.with("kind", "read_file").with("params", PARAMS)
            .with("capabilities", new Json.Arr(List.of())).with("requires", new Json.Arr(List.of())))
        .with("provenance", Json.Obj.EMPTY.with("source_zone", "input").with("node", OWNER.toHex()))
        .with("policy_context", Json.Obj.EMPTY.with("priority", "normal").with("risk", "low"));
    int json = CanonicalJson.bytes(twin).length();
    int wire = fromOwner(new WireMessage.Award(JOB, 1, 1, "read_file", PARAMS, 60_000, 1000,
        WireLimits.MESSAGE_BYTES, Priority.NORMAL)).length();
    assertTrue(json > 300 && wire <= 24, json + " bytes of JSON, " + wire + " on the wire");
  }

  @Test
  void shouldGiveTheOwnerAReceiptItCanVerify() {
    Bytes sent = toOwner(
        new WireMessage.Result(JOB, 1, new Outcome.Completed(RESULT, Optional.of(receipt()))));
    WireMessage.Result read = (WireMessage.Result) WireCodec.decode(sent, WORKER, OWNER);
    Outcome.Completed completed = (Outcome.Completed) read.outcome();
    assertTrue(Receipts.verify(completed.receipt().orElseThrow(), WireFixtures.NETWORK));
    assertTrue(Receipts.matches(completed.receipt().orElseThrow(), completed.result()));
  }

  @Test
  void shouldNotVerifyAReceiptWhoseResultChangedOnTheWay() {
    Bytes sent = toOwner(
        new WireMessage.Result(JOB, 1, new Outcome.Completed(RESULT, Optional.of(receipt()))));
    String changed = sent.toHex().replace(Bytes.utf8("batteries").toHex(), Bytes.utf8("batterief").toHex());
    WireMessage.Result read = (WireMessage.Result) WireCodec.decode(Bytes.hex(changed), WORKER, OWNER);
    Receipt receipt = ((Outcome.Completed) read.outcome()).receipt().orElseThrow();
    assertEquals(false, Receipts.verify(receipt, WireFixtures.NETWORK));
  }

  @Test
  void shouldFitTheLargestResultWithItsReceipt() {
    for (int size : new int[]{1000, 30_000, 64_900}) {
      Json.Obj large = Json.Obj.EMPTY.with("content", "\u00e9x".repeat(size / 3));
      Receipt receipt = Receipts.sign(WireFixtures.WORKER, WireFixtures.NETWORK, draft(large));
      WireMessage message = new WireMessage.Result(JOB, 1,
          new Outcome.Completed(large, Optional.of(receipt)));
      assertTrue(WireCodec.fits(message, WORKER, OWNER));
      assertEquals(message, WireCodec.decode(toOwner(message), WORKER, OWNER));
    }
  }

  private static Receipt receipt() {
    return Receipts.sign(WireFixtures.WORKER, WireFixtures.NETWORK, draft(RESULT));
  }

  private static Receipt draft(Json.Obj result) {
    return new Receipt(OWNER, JOB, 1, CanonicalJson.sha256(result), 13, 1000, WORKER, 3, 44, 0,
        WallQuality.NONE,
        Bytes.EMPTY);
  }

  private static Bytes fromOwner(WireMessage message) {
    return WireCodec.encode(message, OWNER, WORKER);
  }

  private static Bytes toOwner(WireMessage message) {
    return WireCodec.encode(message, WORKER, OWNER);
  }

  private static int length(int expected, Bytes message) {
    assertEquals(expected, message.length(), message.toHex());
    return expected;
  }
}
