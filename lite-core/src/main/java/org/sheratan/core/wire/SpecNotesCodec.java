package org.sheratan.core.wire;

import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The end of a stored spec: {@link Stored#options}, each with its own number, so that a later one needs no new version.
 *
 * <pre>
 * 1 words   flags 1 (1 critical, 2 its payload named the kind, 4 and had the parameters), rest of the payload value
 * 12 audit  audited 1 (0 no, 1 it is to wait for a second opinion), inquiry [see {@link AuditCodec}]
 * 16 copies durability 1 (2..7)
 * </pre>
 *
 * What nobody said is left out.
 */
final class SpecNotesCodec {
  private static final int WORDS = 1;
  private static final int AUDIT = 12;
  private static final int COPIES = 16;
  private static final int CRITICAL = 1;
  private static final int KIND = 2;
  private static final int PARAMS = 4;

  private SpecNotesCodec() {}

  static void write(SpecNotes notes, ByteWriter out) {
    SortedMap<Integer, Bytes> options = new TreeMap<>();
    notes.words().ifPresent(words -> options.put(WORDS, encode(words)));
    if (notes.audited() || notes.inquiry().isPresent()) {
      options.put(AUDIT, audit(notes));
    }
    if (notes.durability() > 1) {
      options.put(COPIES, new ByteWriter().u8(notes.durability()).toBytes());
    }
    Stored.options(options, out);
  }

  private static Bytes audit(SpecNotes notes) {
    ByteWriter out = new ByteWriter().u8(notes.audited() ? 1 : 0);
    return Stored.optional(notes.inquiry(), out, inquiry -> AuditCodec.write(inquiry, out)).toBytes();
  }

  private static SpecNotes audit(SpecNotes notes, ByteReader in) {
    SpecNotes audited = notes.audited(Stored.flag("audited", 1, in) == 1);
    return Stored.optional("inquiry", in, AuditCodec::inquiry).map(audited::inquiry).orElse(audited);
  }

  /** @throws MalformedException naming the field and where in the option it stands */
  static SpecNotes read(ByteReader in) {
    SpecNotes notes = SpecNotes.NONE;
    for (var option : Stored.options("spec notes", in).entrySet()) {
      ByteReader value = new ByteReader(option.getValue());
      notes = switch (option.getKey()) {
        case WORDS -> notes.words(words(value));
        case AUDIT -> audit(notes, value);
        case COPIES -> notes.durability(copies(value));
        default -> throw new MalformedException("spec notes", MalformedException.NO_OFFSET,
            "unknown option " + option.getKey());
      };
      value.end("option " + option.getKey());
    }
    return notes;
  }

  private static int copies(ByteReader in) {
    int start = in.offset();
    int copies = in.u8("durability");
    if (copies < 2 || copies > JobSpecRules.MAX_COPIES) {
      throw new MalformedException("durability", start, "expected 2 to " + JobSpecRules.MAX_COPIES);
    }
    return copies;
  }

  static Bytes encode(ClientWords words) {
    int flags = (words.critical() ? CRITICAL : 0) | (words.kind() ? KIND : 0) | (words.params() ? PARAMS : 0);
    ByteWriter out = new ByteWriter().u8(flags);
    ValueCodec.writeObject(words.rest(), out);
    return out.toBytes();
  }

  private static ClientWords words(ByteReader in) {
    int flags = Stored.flag("words", CRITICAL | KIND | PARAMS, in);
    return new ClientWords((flags & CRITICAL) != 0, (flags & KIND) != 0, (flags & PARAMS) != 0,
        ValueCodec.readObject("words", in));
  }
}
