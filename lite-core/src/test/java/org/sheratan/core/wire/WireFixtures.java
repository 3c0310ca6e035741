package org.sheratan.core.wire;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.WireMessage.CustodyAsk.Asked;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.secure.Identity;

/** Two nodes and what they might say to each other. */
final class WireFixtures {
  static final Identity OWNER = identity(1);
  static final Identity WORKER = identity(2);
  static final Identity STRANGER = identity(3);
  static final Bytes NETWORK = Bytes.hex("0102030405060708");
  static final JobId JOB = new JobId(OWNER.id().shortName(), 3, 17);
  /** At the owner, and at the worker. */
  static final MessageId WRITTEN = new MessageId(OWNER.id().shortName(), 3, 18);
  static final MessageId ANSWERED = new MessageId(WORKER.id().shortName(), 4, 300);
  static final Json.Obj RESULT = Json.Obj.EMPTY.with("ok", true).with("action", "read_file_result")
      .with("path", "data/log.txt").with("content", "21.5 \u00b0C");
  static final Interim INTERIM = Interim.checkpoint("3 of 6 files", Bytes.hex("0102ff"))
      .with(Json.Obj.EMPTY.with("count", 3));

  private WireFixtures() {}

  static Identity identity(int number) {
    byte[] seed = new byte[Identity.SEED_BYTES];
    seed[0] = (byte) number;
    return Identity.fromSeed(Bytes.copyOf(seed));
  }

  /** At least one message of each kind, by a name that the vectors use. */
  static SortedMap<String, WireMessage> messages() {
    SortedMap<String, WireMessage> messages = new TreeMap<>();
    messages.put("call", new WireMessage.Call(JOB, 1, "read_file", 40, List.of(), 300_000, Long.MAX_VALUE,
        WireLimits.MESSAGE_BYTES, Priority.NORMAL));
    messages.put("call-full",
        new WireMessage.Call(JOB, 2, "transcode", 4000, List.of("gpu:8G", "net"), 12_345, 5000,
            4096, Priority.EMERGENCY));
    messages.put("bid", new WireMessage.Bid(JOB, 1, 1500, 2, 800, 5000, 60_000));
    messages.put("decline", new WireMessage.Decline(JOB, 1, DeclineReason.BUSY, ""));
    messages.put("decline-text",
        new WireMessage.Decline(JOB, 1, DeclineReason.TOO_LARGE, "at most 4096 bytes"));
    messages.put("award", award("read_file", Json.Obj.EMPTY.with("path", "data/log.txt")));
    messages.put("award-full",
        new WireMessage.Award(JOB, 2, 3, "transcode", Json.Obj.EMPTY.with("x", 1), 61_001, 0,
            4096, Priority.BULK));
    messages.put("award-checkpoint-full", award("hash_files", Json.Obj.EMPTY).from(Bytes.hex("0102ff")));
    messages.put("refusal", new WireMessage.Refusal(JOB, 1, RefusalReason.LEASE_TOO_LATE, ""));
    messages.put("refusal-text",
        new WireMessage.Refusal(JOB, 1, RefusalReason.INVALID, "params.path: missing"));
    messages.put("progress", new WireMessage.Progress(JOB, 1, 425, 0));
    messages.put("progress-renew", new WireMessage.Progress(JOB, 1, 1000, 7));
    messages.put("progress-interim-full", new WireMessage.Progress(JOB, 1, 500, 0, INTERIM));
    messages.put("lease-extended", new WireMessage.LeaseExtended(JOB, 1, 7, 60_000));
    messages.put("result", new WireMessage.Result(JOB, 1, new Outcome.Completed(RESULT, Optional.empty())));
    messages.put("result-receipt",
        new WireMessage.Result(JOB, 1, new Outcome.Completed(RESULT, Optional.of(receipt(RESULT)))));
    messages.put("result-failed",
        new WireMessage.Result(JOB, 1, new Outcome.Failed("not_found", "no file data/log.txt", true)));
    messages.put("result-unknown", new WireMessage.Result(JOB, 1, new Outcome.Unknown()));
    messages.put("result-deflated", new WireMessage.Result(JOB, 1, new Outcome.Completed(
        Json.Obj.EMPTY.with("content", "all work and no play ".repeat(40)), Optional.empty())));
    messages.put("cancel", new WireMessage.Cancel(JOB, 2));
    messages.put("cancel-bid-full", WireMessage.Cancel.ofBid(JOB, 7));
    messages.put("cancel-handed-over", new WireMessage.Cancel(new JobId("aaaaaaaa", 1, 2), 2));
    messages.put("ping", new WireMessage.Ping(99));
    messages.put("pong", new WireMessage.Pong(99));
    messages.put("ping-clock-full", new WireMessage.Ping(99, true));
    messages.put("pong-clock-full",
        new WireMessage.Pong(99, Optional.of(new ClockClaim(1_795_219_200L, WallQuality.NTP))));
    messages.put("words",
        new WireMessage.Words(WRITTEN, "Tea is ready \u2615", Priority.NORMAL, 0, Optional.empty()));
    messages.put("words-full",
        new WireMessage.Words(WRITTEN, "Bring water, now", Priority.EMERGENCY, 90_000, Optional.empty()));
    messages.put("words-group-full", new WireMessage.Words(WRITTEN, "Supper is ready", Priority.NORMAL, 0,
        Optional.of(GroupId.parse("f8d633027b3fa9a9"))));
    messages.put("delivery", new WireMessage.Delivery(ANSWERED, DeliveryOutcome.TAKEN));
    messages.put("delivery-full", new WireMessage.Delivery(ANSWERED, DeliveryOutcome.FULL));
    messages.put("acknowledged", new WireMessage.Acknowledged(ANSWERED));
    messages.putAll(ofCustody());
    return messages;
  }

  private static SortedMap<String, WireMessage> ofCustody() {
    SortedMap<String, WireMessage> messages = new TreeMap<>();
    JobSpec spec = JobSpec.of("read_file", Json.Obj.EMPTY.with("path", "data/log.txt"));
    Bytes hash = CanonicalJson.sha256(RESULT);
    JobId deputy = new JobId(WORKER.id().shortName(), 4, 9);
    messages.put("will", new WireMessage.Will(JOB, List.of(), spec));
    messages.put("will-second-full", new WireMessage.Will(JOB, List.of(STRANGER.id()), spec));
    messages.put("will-answer", new WireMessage.WillAnswer(JOB, hash, WillReply.ACCEPTED));
    messages.put("will-answer-full", new WireMessage.WillAnswer(JOB, hash, WillReply.FULL));
    messages.put("custody-ask", new WireMessage.CustodyAsk(List.of(new Asked(JOB, HeirWord.WILL),
        new Asked(new JobId(OWNER.id().shortName(), 3, 18), HeirWord.DEPUTY))));
    messages.put("custody-say", new WireMessage.CustodySay(List.of(new Said(JOB, CustodyWord.KEPT, 300_000),
        new Said(new JobId(OWNER.id().shortName(), 3, 18), CustodyWord.ENDED, 0))));
    Receipt receipt = Receipts.sign(WORKER, NETWORK, new Receipt(WORKER.id(), deputy, 1, hash, 7, 1500,
        WORKER.id(), 4, 12, 1_795_219_200_000L, WallQuality.NTP, Bytes.EMPTY));
    messages.put("bequest", new WireMessage.Bequest(JOB, deputy, RESULT, receipt));
    return messages;
  }

  static WireMessage.Award award(String kind, Json.Obj params) {
    return new WireMessage.Award(JOB, 1, 1, kind, params, 60_000, 1500, WireLimits.MESSAGE_BYTES,
        Priority.NORMAL);
  }

  static Receipt receipt(Json.Obj result) {
    return Receipts.sign(WORKER, NETWORK,
        new Receipt(OWNER.id(), JOB, 1, CanonicalJson.sha256(result), 7, 1500,
            WORKER.id(), 4, 12, 1_795_219_200_000L, WallQuality.NTP, Bytes.EMPTY));
  }

  /** The end that sends a message of this kind. */
  static NodeId sender(WireMessage message) {
    boolean toOwner = MessageKind.of(message).direction() == MessageKind.Direction.TO_OWNER;
    return toOwner ? WORKER.id() : OWNER.id();
  }

  static NodeId receiver(WireMessage message) {
    return sender(message).equals(OWNER.id()) ? WORKER.id() : OWNER.id();
  }

  static Json value(Entropy entropy, int depth) {
    return switch (entropy.nextInt(depth < 4 ? 9 : 7)) {
      case 0 -> new Json.Null();
      case 1 -> new Json.Bool(entropy.chance(0.5));
      case 2 -> new Json.Int(BigInteger.valueOf(entropy.nextLong() >> entropy.nextInt(64)));
      case 3 -> new Json.Int(
          new BigInteger(1, bytes(entropy, 20)).multiply(BigInteger.valueOf(entropy.nextInt(3) - 1)));
      case 4 -> new Json.Real(real(entropy));
      case 5 -> new Json.Text(word(entropy));
      case 6 -> new Json.Text(Bytes.copyOf(bytes(entropy, 40)).toHex());
      case 7 -> {
        List<Json> items = new ArrayList<>();
        for (int left = entropy.nextInt(5); left > 0; left--) {
          items.add(value(entropy, depth + 1));
        }
        yield new Json.Arr(items);
      }
      default -> object(entropy, depth + 1);
    };
  }

  static Json.Obj object(Entropy entropy, int depth) {
    Json.Obj object = Json.Obj.EMPTY;
    for (int left = entropy.nextInt(6); left > 0; left--) {
      object = object.with(word(entropy), value(entropy, depth));
    }
    return object;
  }

  private static double real(Entropy entropy) {
    double any = Double.longBitsToDouble(entropy.nextLong());
    return switch (entropy.nextInt(4)) {
      case 0 -> entropy.nextInt(2000) / 8.0;
      case 1 -> (float) entropy.nextDouble();
      case 2 -> -0.0;
      default -> Double.isFinite(any) ? any : 0.1;
    };
  }

  private static String word(Entropy entropy) {
    return switch (entropy.nextInt(3)) {
      case 0 -> WireWords.NAMES.word(entropy.nextInt(WireWords.NAMES.size()));
      case 1 -> WireWords.TEXTS.word(entropy.nextInt(WireWords.TEXTS.size()));
      default -> "\ud83d\ude00w\u00e9\u0001\"".substring(2 * entropy.nextInt(2), 3 + entropy.nextInt(4))
          + entropy.nextInt(3);
    };
  }

  private static byte[] bytes(Entropy entropy, int maxLength) {
    byte[] bytes = new byte[entropy.nextInt(maxLength)];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    return bytes;
  }
}
