package org.sheratan.core.tool.local;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * What a program or worker outside of the process says while it has a job: {@code {done, word, partial, checkpoint}}, each of
 * which may be missing but the first.
 *
 * @param done 0..1
 */
public record ToolReport(double done, Interim said) {
  public static final List<String> MEMBERS = List.of("done", "word", "partial", "checkpoint");

  /**
   * @param fields may have others beside {@link #MEMBERS}, which are the caller's
   * @throws MalformedException naming the member
   */
  public static ToolReport read(Fields fields) {
    double done = fields.number("done", 0, 1);
    String word = fields.optionalText("word", Interim.MAX_WORD_BYTES).orElse("");
    String checkpoint = fields.optionalText("checkpoint", Interim.MAX_CHECKPOINT_BYTES).orElse("");
    Optional<Json.Obj> partial = fields.optionalObject("partial").map(Fields::json);
    Bytes utf8 = Bytes.utf8(checkpoint);
    if (Bytes.utf8(word).length() > Interim.MAX_WORD_BYTES) {
      throw fields.malformed("word", "longer than " + Interim.MAX_WORD_BYTES + " bytes");
    }
    if (utf8.length() > Interim.MAX_CHECKPOINT_BYTES) {
      throw fields.malformed("checkpoint", "longer than " + Interim.MAX_CHECKPOINT_BYTES + " bytes");
    }
    if (!plain(checkpoint)) {
      throw fields.malformed("checkpoint", "with control characters");
    }
    if (partial.filter(found -> ValueCodec.encode(found).length() > Interim.MAX_PARTIAL_BYTES).isPresent()) {
      throw fields.malformed("partial", "longer than " + Interim.MAX_PARTIAL_BYTES + " bytes");
    }
    return new ToolReport(done, new Interim(word, partial, utf8));
  }

  /** What a report has said once, to go on from; empty for none, and for what no report can have said. */
  public static Optional<String> checkpoint(Bytes given) {
    String text = given.toUtf8();
    return given.length() > 0 && Bytes.utf8(text).equals(given) && plain(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Such as may stand in an environment. */
  private static boolean plain(String text) {
    return text.codePoints().noneMatch(letter -> letter < ' ' || letter == 0x7f);
  }
}
