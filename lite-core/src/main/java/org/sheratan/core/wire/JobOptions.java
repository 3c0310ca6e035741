package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/** The optional fields that several kinds share: numbers, usual values, forms. */
final class JobOptions {
  static final int PRIORITY = 1;
  static final int RESULT_LIMIT = 2;
  static final int NEEDS = 3;
  static final int MAX_PRICE = 4;
  /** For failures and refusals: words for people. */
  static final int TEXT = 5;
  /** Of words between people. */
  static final int AGE = 6;
  /** Of words that went to a group. */
  static final int GROUP = 7;
  /** Of pings and pongs: what time it is. */
  static final int CLOCK = 8;
  /** Of progress: what the tool has found so far. */
  static final int PARTIAL = 9;
  /** Of progress, and of the award that it goes on in. */
  static final int CHECKPOINT = 10;
  /** Of a cancel that is about a bid. */
  static final int ROUND = 11;

  private JobOptions() {}

  static Options write(Priority priority, int resultLimitBytes) {
    return Options.none().varint(PRIORITY, priority.code(), Priority.NORMAL.code()).varint(RESULT_LIMIT,
        resultLimitBytes, WireLimits.MESSAGE_BYTES);
  }

  static Priority priority(Options options) {
    return Priority.of((int) options.varint(PRIORITY, "priority", 3, Priority.NORMAL.code()));
  }

  static int resultLimit(Options options) {
    int max = WireLimits.MESSAGE_BYTES;
    return (int) options.varint(RESULT_LIMIT, "result limit", max, max);
  }

  static Options writeCheckpoint(Options options, Bytes checkpoint) {
    return checkpoint.length() == 0 ? options : options.put(CHECKPOINT, out -> out.bytes(checkpoint));
  }

  static Bytes checkpoint(Options options) {
    ByteReader in = options.get(CHECKPOINT);
    if (in == null) {
      return Bytes.EMPTY;
    }
    if (in.remaining() > Interim.MAX_CHECKPOINT_BYTES) {
      throw new MalformedException("checkpoint", 0, "longer than " + Interim.MAX_CHECKPOINT_BYTES + " bytes");
    }
    return in.rest();
  }

  static Options writeInterim(Options options, Interim said) {
    options.text(TEXT, said.word());
    said.partial().ifPresent(partial -> options.put(PARTIAL, out -> ValueCodec.writeObject(partial, out)));
    return writeCheckpoint(options, said.checkpoint());
  }

  static Interim interim(Options options) {
    ByteReader in = options.get(PARTIAL);
    Optional<Json.Obj> partial = Optional.empty();
    if (in != null) {
      if (in.remaining() > Interim.MAX_PARTIAL_BYTES) {
        throw new MalformedException("partial", 0, "longer than " + Interim.MAX_PARTIAL_BYTES + " bytes");
      }
      partial = Optional.of(ValueCodec.readObject("partial", in));
      in.end("partial");
    }
    return new Interim(options.text(TEXT, "word", Interim.MAX_WORD_BYTES), partial, checkpoint(options));
  }

  static Options writeNeeds(Options options, List<String> needs) {
    return needs.isEmpty() ? options : options.put(NEEDS, out -> needs.forEach(out::text));
  }

  static List<String> needs(Options options) {
    List<String> needs = new ArrayList<>();
    ByteReader in = options.get(NEEDS);
    while (in != null && in.remaining() > 0) {
      int start = in.offset();
      String need = in.text("needs", WireLimits.NAME_BYTES);
      boolean ascending = needs.isEmpty() || need.compareTo(needs.getLast()) > 0;
      if (!ascending || needs.size() == WireLimits.MAX_NEEDS) {
        throw new MalformedException("needs", start, "out of order, or more than " + WireLimits.MAX_NEEDS);
      }
      needs.add(need);
    }
    return needs;
  }
}
