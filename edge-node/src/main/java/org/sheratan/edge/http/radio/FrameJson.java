package org.sheratan.edge.http.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.frame.EpochQuestion;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.frame.HopFrame;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.frame.Roll;

/** A frame as anyone on the air can read it: the parts in clear. What is sealed stays sealed. */
public final class FrameJson {
  private FrameJson() {}

  /**
   * Never throws: what cannot be read is told as {@code malformed}, with field and offset.
   *
   * @param frame 1 or more bytes, as on the air
   */
  public static Json.Obj of(Bytes frame) {
    try {
      FrameHead head = FrameHead.peek(frame);
      Json.Obj object = Json.Obj.EMPTY.with("type", word(head.type().name())).with("bytes", frame.length())
          .with("priority", word(head.priority().name()));
      return switch (head.type()) {
        case ANNOUNCE -> inClear(object, head, frame);
        case HANDSHAKE -> handshake(object, HandshakePacket.decode(frame));
        case BATCH -> batch(object, Batch.decode(frame));
        case DATA, CONTROL, RELAY, RELAY_HANDSHAKE, RELAY_CONTROL -> GroupFrame.is(head)
            ? group(object, GroupFrame.decode(frame))
            : sealed(object, HopFrame.decode(frame));
      };
    } catch (MalformedException broken) {
      return Json.Obj.EMPTY.with("type", "malformed").with("bytes", frame.length())
          .with("field", broken.field())
          .with("offset", JsonWords.number(broken.offset())).with("reason", broken.reason());
    }
  }

  /** The priority and the hop limit tell them apart. */
  private static Json.Obj inClear(Json.Obj object, FrameHead head, Bytes frame) {
    if (EpochQuestion.is(head)) {
      return question(object, EpochQuestion.decode(frame));
    }
    if (Roll.is(head)) {
      return roll(object, Roll.decode(frame));
    }
    if (CustodyMarks.is(head)) {
      List<String> marks = CustodyMarks.decode(frame).marks().stream()
          .map(mark -> String.format(Locale.ROOT, "%06x", mark)).toList();
      return object.with("type", "custody_marks").with("marks", JsonWords.texts(marks));
    }
    if (ArrivalMarks.is(head)) {
      List<Json> marks = ArrivalMarks.decode(frame).marks().stream().map(FrameJson::arrival).toList();
      return object.with("type", "arrival_marks").with("marks", new Json.Arr(marks));
    }
    return RevocationNews.is(head)
        ? revocation(object, frame)
        : announce(object, AnnounceFrame.decode(frame));
  }

  private static Json.Obj revocation(Json.Obj object, Bytes frame) {
    int macAt = Math.max(0, frame.length() - Limits.NETWORK_MAC_BYTES);
    Json.Obj shape = switch (RevocationNews.decode(frame.slice(0, macAt))) {
      case RevocationNews.Statement statement -> statement(object, statement);
      case RevocationNews.Digest digest ->
        object.with("type", "revocation_digest").with("digest", digest.digest().toHex());
      case RevocationNews.Summary summary ->
        object.with("type", "revocation_summary").with("from", mark(summary.from()))
            .with("to", mark(summary.to()))
            .with("marks", JsonWords.texts(summary.marks().stream().map(FrameJson::mark).toList()));
    };
    return shape.with("mac", frame.slice(macAt).toHex());
  }

  private static Json.Obj statement(Json.Obj object, RevocationNews.Statement statement) {
    Revocation word = statement.signed().revocation();
    return object.with("type", "revocation").with("hop_limit", statement.hopLimit())
        .with("author", word.author().toHex()).with("subject", word.subject().toHex())
        .with("version", word.version()).with("standing", word.standing())
        .with("at", JsonWords.time(word.wallSeconds() * 1_000)).with("reason", JsonWords.text(word.reason()))
        .with("signature", statement.signed().signature().toHex());
  }

  private static String mark(long mark) {
    return String.format(Locale.ROOT, "%08x", mark);
  }

  private static Json arrival(ArrivalMarks.Mark mark) {
    return Json.Obj.EMPTY.with("envelope", String.format(Locale.ROOT, "%06x", mark.envelope()))
        .with("hops", mark.hops()).with("proof", mark.proof().toHex());
  }

  private static Json.Obj question(Json.Obj object, EpochQuestion question) {
    return object.with("type", "epoch_question").with("key", question.key().toHex())
        .with("mac", question.mac().toHex());
  }

  private static Json.Obj roll(Json.Obj object, Roll roll) {
    List<Json> entries = new ArrayList<>();
    for (Roll.Entry entry : roll.entries()) {
      Json.Obj one = Json.Obj.EMPTY.with("hint", hint(entry.hint())).with("mark", entry.mark());
      entries.add(entry.hops() == Roll.NO_WAY ? one : one.with("hops", entry.hops()));
    }
    return object.with("type", "roll").with("sender_hint", hint(roll.senderHint()))
        .with("epoch_low", roll.place().epoch()).with("number", roll.place().number())
        .with("first_hint", hint(roll.firstHint())).with("last_hint", hint(roll.lastHint()))
        .with("entries", new Json.Arr(entries)).with("mac", roll.mac().toHex());
  }

  private static Json.Obj announce(Json.Obj object, AnnounceFrame frame) {
    Announce announce = frame.announce();
    return object.with("hop_limit", frame.hopLimit()).with("hops", frame.hops())
        .with("sender_hint", hint(frame.senderHint())).with("key", announce.key().toHex())
        .with("short_name", announce.key().shortName()).with("epoch", announce.epoch())
        .with("sequence", announce.sequence()).with("load_percent", announce.loadPercent())
        .with("capability_filter", String.format(Locale.ROOT, "%08x", announce.capabilities().bits()))
        .with("card_digest", announce.cardDigest().toHex()).with("signature", frame.signature().toHex())
        .with("mac", frame.mac().toHex());
  }

  private static Json.Obj handshake(Json.Obj object, HandshakePacket packet) {
    HandshakeHeader header = packet.header();
    return object.with("step", word(header.step().name())).with("key_id", header.keyId())
        .with("afresh", header.afresh()).with("destination_hint", hint(header.destinationHint()))
        .with("source_hint", hint(header.sourceHint())).with("counter", JsonWords.number(header.counter()))
        .with("noise_bytes", packet.noise().length()).with("mac", packet.mac().toHex());
  }

  private static Json.Obj batch(Json.Obj object, Batch batch) {
    List<Json> frames = new ArrayList<>();
    batch.frames().forEach(frame -> frames.add(of(frame)));
    return object.with("frames", new Json.Arr(frames));
  }

  private static Json.Obj group(Json.Obj object, GroupFrame frame) {
    return object.with("type", "group").with("hop_limit", frame.hopLimit())
        .with("key_name", String.format(Locale.ROOT, "%02x", frame.keyName()))
        .with("group_hint", hint(frame.groupHint())).with("sender_hint", hint(frame.senderHint()))
        .with("counter", frame.counter()).with("sealed_bytes", frame.sealed().length())
        .with("mac", frame.mac().toHex());
  }

  private static Json.Obj sealed(Json.Obj object, HopFrame frame) {
    return object.with("hop_limit", frame.header().head().hopLimit()).with("key_id", frame.header().keyId())
        .with("lifetime_s", JsonWords.seconds(LifetimeCode.decodeMs(frame.header().lifetimeCode())))
        .with("destination_hint", hint(frame.header().destinationHint()))
        .with("counter", frame.header().counter()).with("sealed_bytes", frame.sealed().length());
  }

  private static String hint(int hint) {
    return String.format(Locale.ROOT, "%04x", hint);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
