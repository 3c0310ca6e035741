package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;

class ReceiptsTest {
  private static final Bytes NETWORK = WireFixtures.NETWORK;
  private static final Receipt RECEIPT = WireFixtures.receipt(WireFixtures.RESULT);

  @Test
  void shouldVerifyWhatTheWorkerSigned() {
    assertTrue(Receipts.verify(RECEIPT, NETWORK));
    assertTrue(Receipts.matches(RECEIPT, WireFixtures.RESULT));
    assertFalse(Receipts.matches(RECEIPT, WireFixtures.RESULT.with("ok", false)));
  }

  @Test
  void shouldNoticeAChangeOfAnyField() {
    NodeId other = WireFixtures.STRANGER.id();
    Receipt r = RECEIPT;
    List<Receipt> forged = List.of(
        new Receipt(other, r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 4, 12, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), new JobId(r.job().owner(), 3, 18), 1, r.resultHash(), 7, 1500, r.worker(), 4,
            12, r.wallMs(), r.wallQuality(), r.signature()),
        new Receipt(r.owner(), new JobId("aaaaaaaa", 3, 17), 1, r.resultHash(), 7, 1500, r.worker(), 4, 12,
            r.wallMs(), r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 2, r.resultHash(), 7, 1500, r.worker(), 4, 12, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, CanonicalJson.sha256(Json.Obj.EMPTY), 7, 1500, r.worker(), 4, 12,
            r.wallMs(), r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 8, 1500, r.worker(), 4, 12, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1501, r.worker(), 4, 12, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, other, 4, 12, r.wallMs(), r.wallQuality(),
            r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 5, 12, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 4, 13, r.wallMs(),
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 4, 12, r.wallMs() + 1,
            r.wallQuality(), r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 4, 12, r.wallMs(),
            WallQuality.GPS, r.signature()),
        new Receipt(r.owner(), r.job(), 1, r.resultHash(), 7, 1500, r.worker(), 4, 12, r.wallMs(),
            r.wallQuality(), Bytes.EMPTY));
    forged.forEach(receipt -> assertFalse(Receipts.verify(receipt, NETWORK), receipt.toString()));
    assertFalse(Receipts.verify(RECEIPT, Bytes.hex("0102030405060709")));
    assertFalse(Receipts.verify(RECEIPT, Bytes.EMPTY));
  }

  @Test
  void shouldLetOnlyTheWorkerSign() {
    assertThrows(IllegalStateException.class, () -> Receipts.sign(WireFixtures.OWNER, NETWORK, RECEIPT));
  }

  @Test
  void shouldReadBackStoredAndFiledForms() {
    assertEquals(RECEIPT, ReceiptCodec.decode(ReceiptCodec.encode(RECEIPT)));
    Json.Obj filed = ReceiptJson.toJson(RECEIPT, NETWORK);
    assertEquals(new ReceiptJson.Filed(RECEIPT, NETWORK),
        ReceiptJson.fromJson(JsonReader.readObject(CanonicalJson.bytes(filed))));
  }

  @Test
  void shouldNameTheBrokenFieldOfAFiledReceipt() {
    refused("schema: expected one of sheratan_receipt_v1", json -> json.with("schema", "other"));
    refused("owner: expected 64 hexadecimal digits", json -> json.with("owner", "00"));
    refused("worker: expected hexadecimal digits", json -> json.with("worker", "xy"));
    refused("job: expected owner-epoch-sequence, such as k7f3q2ab-3-17", json -> json.with("job", "x-1-1"));
    refused("signature: missing", json -> json.without("signature"));
    refused("units: expected 0 to 9223372036854775807", json -> json.with("units", -1));
    refused("wall_quality: expected one of none, peer, ntp, gps", json -> json.with("wall_quality", "sun"));
    refused("network: expected hexadecimal digits", json -> json.with("network", "0"));
  }

  @Test
  void shouldRefuseBrokenStoredForms() {
    Bytes stored = ReceiptCodec.encode(RECEIPT);
    for (int length = 0; length < stored.length(); length++) {
      Bytes cut = stored.slice(0, length);
      assertThrows(MalformedException.class, () -> ReceiptCodec.decode(cut));
    }
    assertThrows(MalformedException.class, () -> ReceiptCodec.decode(stored.concat(Bytes.hex("00"))));
    assertThrows(MalformedException.class,
        () -> ReceiptCodec.decode(Bytes.hex("02").concat(stored.slice(1))));
  }

  private static void refused(String message, UnaryOperator<Json.Obj> change) {
    Json.Obj changed = change.apply(ReceiptJson.toJson(RECEIPT, NETWORK));
    assertEquals(message,
        assertThrows(MalformedException.class, () -> ReceiptJson.fromJson(changed)).getMessage());
  }
}
