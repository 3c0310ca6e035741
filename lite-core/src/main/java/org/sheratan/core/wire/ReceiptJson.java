package org.sheratan.core.wire;

import java.util.HexFormat;
import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;

/** A receipt as people and other programs keep it; {@code sheratan receipt verify} reads it back. */
public final class ReceiptJson {
  public static final String SCHEMA = "sheratan_receipt_v1";
  private static final List<String> QUALITIES = List.of("none", "peer", "ntp", "gps");
  private static final int MAX_HEX_CHARS = 128;
  private static final int HASH_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** A receipt and the network it was signed for. */
  public record Filed(Receipt receipt, Bytes network) {}

  private ReceiptJson() {}

  /**
   * Fields {@code schema, network, owner, job, attempt, result_hash, units, price_micros, worker, epoch, sequence,
   * wall_ms, wall_quality, signature}; keys, hashes and signature in lower-case hexadecimal.
   */
  public static Json.Obj toJson(Receipt receipt, Bytes network) {
    return Json.Obj.EMPTY.with("schema", SCHEMA).with("network", network.toHex())
        .with("owner", receipt.owner().toHex()).with("job", receipt.job().toString())
        .with("attempt", receipt.attempt()).with("result_hash", receipt.resultHash().toHex())
        .with("units", receipt.units()).with("price_micros", receipt.priceMicros())
        .with("worker", receipt.worker().toHex()).with("epoch", receipt.epoch())
        .with("sequence", receipt.sequence()).with("wall_ms", receipt.wallMs())
        .with("wall_quality", QUALITIES.get(receipt.wallQuality().code()))
        .with("signature", receipt.signature().toHex());
  }

  /** @throws MalformedException naming the field; fields it does not know are ignored */
  public static Filed fromJson(Json.Obj object) {
    Fields fields = Fields.of(object);
    fields.oneOf("schema", "", List.of(SCHEMA));
    Bytes network = hex(fields, "network", fields.optionalText("network", MAX_HEX_CHARS / 2).orElse(""));
    int quality = QUALITIES.indexOf(fields.oneOf("wall_quality", "", QUALITIES));
    Receipt receipt = new Receipt(node(fields, "owner"), job(fields),
        (int) fields.integer("attempt", 0, WireLimits.MAX_ROUND), hex(fields, "result_hash", HASH_BYTES),
        fields.integer("units", 0, Long.MAX_VALUE), fields.integer("price_micros", 0, Long.MAX_VALUE),
        node(fields, "worker"), (int) fields.integer("epoch", 0, Integer.MAX_VALUE),
        fields.integer("sequence", 0, Long.MAX_VALUE), fields.integer("wall_ms", 0, Long.MAX_VALUE),
        WallQuality.of(quality), hex(fields, "signature", SIGNATURE_BYTES));
    return new Filed(receipt, network);
  }

  private static NodeId node(Fields fields, String name) {
    return new NodeId(hex(fields, name, NodeId.LENGTH));
  }

  private static JobId job(Fields fields) {
    String text = fields.text("job", 64);
    try {
      return JobId.parse(text);
    } catch (MalformedException broken) {
      throw fields.malformed("job", broken.reason());
    }
  }

  private static Bytes hex(Fields fields, String name, int bytes) {
    Bytes value = hex(fields, name, fields.text(name, MAX_HEX_CHARS));
    if (value.length() != bytes) {
      throw fields.malformed(name, "expected " + 2 * bytes + " hexadecimal digits");
    }
    return value;
  }

  private static Bytes hex(Fields fields, String name, String digits) {
    try {
      return Bytes.copyOf(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException notHex) {
      throw fields.malformed(name, "expected hexadecimal digits");
    }
  }
}
