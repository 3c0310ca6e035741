package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.mesh.WayReport;

/**
 * What control plaintext is made of: items one after the other, each a kind byte and its fields. Hop by hop in
 * CONTROL frames, end to end in control envelopes; docs/protocol.md has the tables.
 */
public sealed interface ControlItem {
  int KEY_ID_SHIFT = 6;
  int KIND_MASK = (1 << KEY_ID_SHIFT) - 1;

  /**
   * Frames or envelopes that arrived.
   *
   * @param keyId of the session they were sealed in
   * @param newest a counter
   * @param earlier bit n: the counter {@code newest - 1 - n} arrived too; 63 bits
   */
  record Ack(int keyId, int newest, long earlier) implements ControlItem {
    boolean names(int counter) {
      int back = newest - 1 - counter;
      return counter == newest || back >= 0 && back < Long.SIZE - 1 && (earlier >>> back & 1) == 1;
    }
  }

  /** A transfer is complete and in good hands. */
  record TransferAck(int transfer) implements ControlItem {}

  /** A transfer that does not get that far: its receiver refuses it for now, or its sender gives it up for good. */
  record TransferEnd(int transfer, Why why) implements ControlItem {}

  /** Of {@link TransferEnd}: the receiver has no room for it, or knows no way for it; the sender has given it up. */
  enum Why {
    NO_ROOM, NO_WAY, GIVEN_UP;

    int code() {
      return switch (this) {
        case NO_ROOM -> 1;
        case NO_WAY -> 2;
        case GIVEN_UP -> 3;
      };
    }

    static Why decode(ByteReader reader) {
      int code = reader.u8("why");
      for (Why why : values()) {
        if (why.code() == code) {
          return why;
        }
      }
      throw new MalformedException("why", reader.offset() - 1, "unknown: " + code);
    }
  }

  record Report(FragmentReport report) implements ControlItem {}

  /** To the end of the plaintext. */
  record Piece(Fragment fragment) implements ControlItem {}

  record CardRequest(Bytes digest) implements ControlItem {}

  /** The signed card as its owner encoded it. */
  record CardAnswer(Bytes card) implements ControlItem {}

  /**
   * How would you go on to this node?
   *
   * @param number chosen by the asker, 0..255; the answer repeats it
   * @param destination the first bytes of its key
   */
  record WayQuestion(int number, Bytes destination) implements ControlItem {}

  record WayAnswer(int number, WayReport report) implements ControlItem {}

  /** An envelope has arrived; or, from where it came, that this is known there. */
  record Arrival(ArrivalMarks.Mark mark) implements ControlItem {}

  /** About a group that both belong to, or one is to join. */
  record Group(GroupWord word) implements ControlItem {}

  static Bytes encode(List<ControlItem> items) {
    ByteWriter writer = new ByteWriter();
    items.forEach(item -> encode(item, writer));
    return writer.toBytes();
  }

  private static void encode(ControlItem item, ByteWriter writer) {
    switch (item) {
      case Ack ack -> writer.u8(ack.keyId() << KEY_ID_SHIFT | 1).u16(ack.newest()).varint(ack.earlier());
      case TransferAck ack -> writer.u8(2).u8(ack.transfer() >>> 16).u16(ack.transfer() & 0xffff);
      case TransferEnd end -> writer.u8(11).u8(end.transfer() >>> 16).u16(end.transfer() & 0xffff)
          .u8(end.why().code());
      case Report report -> report.report().encode(writer.u8(3));
      case Piece piece -> writer.u8(4).bytes(piece.fragment().encode());
      case CardRequest request -> writer.u8(5).bytes(request.digest());
      case CardAnswer answer -> writer.u8(6).lengthPrefixed(answer.card());
      case WayQuestion question -> writer.u8(7).u8(question.number()).bytes(question.destination());
      case WayAnswer answer -> answer.report().encode(writer.u8(8).u8(answer.number()));
      case Arrival arrival -> arrival.mark().encode(writer.u8(10));
      case Group group -> writer.u8(9).lengthPrefixed(group.word().encode());
    }
  }

  static List<ControlItem> decode(Bytes plaintext) {
    ByteReader reader = new ByteReader(plaintext);
    List<ControlItem> items = new ArrayList<>();
    while (reader.remaining() > 0) {
      items.add(decodeOne(reader));
    }
    return items;
  }

  private static ControlItem decodeOne(ByteReader reader) {
    int first = reader.u8("item kind");
    int keyId = first >>> KEY_ID_SHIFT;
    int kind = keyId == 0 ? first : first & KIND_MASK;
    if (keyId != 0 && kind != 1) {
      throw new MalformedException("item kind", reader.offset() - 1, "a key id with kind " + kind);
    }
    return switch (kind) {
      case 1 -> new Ack(keyId, reader.u16("counter"), reader.varint("earlier", Long.MAX_VALUE));
      case 2 -> new TransferAck(Fragment.decodeTransfer(reader));
      case 3 -> new Report(FragmentReport.decode(reader));
      case 4 -> new Piece(Fragment.decode(reader));
      case 5 -> new CardRequest(reader.bytes("card digest", Limits.CARD_DIGEST_BYTES));
      case 6 -> new CardAnswer(reader.lengthPrefixed("card", Limits.MAX_CARD_BYTES));
      case 7 -> new WayQuestion(reader.u8("question"), reader.bytes("destination", WayReport.PREFIX_BYTES));
      case 8 -> new WayAnswer(reader.u8("question"), WayReport.decode(reader));
      case 9 -> new Group(GroupWord.decode(reader.lengthPrefixed("group word", GroupWord.MAX_BYTES)));
      case 10 -> new Arrival(ArrivalMarks.Mark.decode(reader));
      case 11 -> new TransferEnd(Fragment.decodeTransfer(reader), Why.decode(reader));
      default -> throw new MalformedException("item kind", reader.offset() - 1, "unknown: " + kind);
    };
  }
}
