package org.sheratan.core.wire;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.secure.Identity;

/**
 * A receipt that stands alone: what is signed, and what is stored.
 *
 * <pre>
 * signed: version 1 = 1, network length 1, network, then       stored: version 1 = 1, then
 *   owner 32, job owner 5, job epoch varint, job sequence varint, attempt varint, result hash 32, units varint,
 *   price varint, worker 32, epoch varint, sequence varint, wall ms varint, wall quality 1
 *                                                               then signature 64
 * </pre>
 *
 * Varints have one form only, so the signed bytes are determined by the values.
 */
public final class ReceiptCodec {
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int MAX_NETWORK_BYTES = 32;

  private ReceiptCodec() {}

  /**
   * What {@link org.sheratan.radio.secure.SignContext#RECEIPT} signs.
   *
   * @param network names the network, 0..32 bytes
   */
  public static Bytes signedBytes(Receipt receipt, Bytes network) {
    Check.that(network.length() <= MAX_NETWORK_BYTES,
        "a network id has at most " + MAX_NETWORK_BYTES + " bytes");
    ByteWriter out = new ByteWriter(256);
    out.u8(VERSION).u8(network.length()).bytes(network);
    writeFields(receipt, out);
    return out.toBytes();
  }

  /** For the journal. */
  public static Bytes encode(Receipt receipt) {
    ByteWriter out = new ByteWriter(256);
    out.u8(VERSION);
    writeFields(receipt, out);
    Check.that(receipt.signature().length() == Identity.SIGNATURE_BYTES, "the receipt is not signed");
    return out.bytes(receipt.signature()).toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one stored receipt */
  public static Receipt decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = in.u8("receipt version");
    if (version != VERSION) {
      throw new MalformedException("receipt version", 0, "expected " + VERSION + ", found " + version);
    }
    NodeId owner = new NodeId(in.bytes("owner", NodeId.LENGTH));
    JobId job = JobIdCodec.read(in);
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    Bytes resultHash = in.bytes("result hash", HASH_BYTES);
    long units = in.varint("units", Long.MAX_VALUE);
    long priceMicros = in.varint("price", Long.MAX_VALUE);
    NodeId worker = new NodeId(in.bytes("worker", NodeId.LENGTH));
    int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
    long sequence = in.varint("sequence", Long.MAX_VALUE);
    long wallMs = in.varint("wall", Long.MAX_VALUE);
    WallQuality quality = WallQuality.of(in.u8("wall quality"));
    Bytes signature = in.bytes("signature", Identity.SIGNATURE_BYTES);
    in.end("receipt");
    return new Receipt(owner, job, attempt, resultHash, units, priceMicros, worker, epoch, sequence, wallMs,
        quality,
        signature);
  }

  private static void writeFields(Receipt receipt, ByteWriter out) {
    Check.that(receipt.resultHash().length() == HASH_BYTES, "a result hash has " + HASH_BYTES + " bytes");
    out.bytes(receipt.owner().key());
    JobIdCodec.write(receipt.job(), true, out);
    out.varint(receipt.attempt()).bytes(receipt.resultHash());
    out.varint(receipt.units()).varint(receipt.priceMicros());
    out.bytes(receipt.worker().key()).varint(receipt.epoch()).varint(receipt.sequence());
    out.varint(receipt.wallMs()).u8(receipt.wallQuality().code());
  }
}
