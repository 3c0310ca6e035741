package org.sheratan.core.mission;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * What a running tool hands in before its end. Of each of the three the newest counts, whichever report it came with.
 *
 * @param word what it is at, for people; at most {@link #MAX_WORD_BYTES} of UTF-8, empty for none
 * @param partial what it has found so far, at most {@link #MAX_PARTIAL_BYTES} on the wire
 * @param checkpoint what another run of the same job could go on from; only the tool knows what it means; at most
 *     {@link #MAX_CHECKPOINT_BYTES}, empty for none
 */
public record Interim(String word, Optional<Json.Obj> partial, Bytes checkpoint) {
  public static final int MAX_WORD_BYTES = 64;
  public static final int MAX_PARTIAL_BYTES = 4 * 1024;
  public static final int MAX_CHECKPOINT_BYTES = 4 * 1024;
  public static final Interim NONE = new Interim("", Optional.empty(), Bytes.EMPTY);

  public Interim {
    Check.that(word.getBytes(StandardCharsets.UTF_8).length <= MAX_WORD_BYTES, "a word too long");
    Check.that(checkpoint.length() <= MAX_CHECKPOINT_BYTES, "a checkpoint too long");
  }

  /** A checkpoint with a word about it. */
  public static Interim checkpoint(String word, Bytes checkpoint) {
    return new Interim(word, Optional.empty(), checkpoint);
  }

  public Interim with(Json.Obj found) {
    return new Interim(word, Optional.of(found), checkpoint);
  }

  public Interim withoutPartial() {
    return new Interim(word, Optional.empty(), checkpoint);
  }

  public Interim withoutCheckpoint() {
    return new Interim(word, partial, Bytes.EMPTY);
  }

  public Interim withoutWord() {
    return new Interim("", partial, checkpoint);
  }

  /** The newest of each. */
  public Interim then(Interim newer) {
    return new Interim(newer.word.isEmpty() ? word : newer.word, newer.partial.or(() -> partial),
        newer.checkpoint.length() == 0 ? checkpoint : newer.checkpoint);
  }

  public boolean isNone() {
    return equals(NONE);
  }
}
