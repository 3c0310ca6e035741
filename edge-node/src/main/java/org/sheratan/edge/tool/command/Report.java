package org.sheratan.edge.tool.command;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Interim;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * What a program says while it runs: {@code {done, word, partial, checkpoint}}, each of which may be missing but the first.
 *
 * @param done 0..1
 */
record Report(double done, Interim said) {
  /** @throws MalformedException naming the member */
  static Report parse(Bytes json) {
    Fields fields = Fields.of(JsonReader.readObject(json))
        .only(List.of("done", "word", "partial", "checkpoint"));
    String word = fields.optionalText("word", Interim.MAX_WORD_BYTES).orElse("");
    String checkpoint = fields.optionalText("checkpoint", Interim.MAX_CHECKPOINT_BYTES).orElse("");
    Bytes utf8 = Bytes.utf8(checkpoint);
    if (Bytes.utf8(word).length() > Interim.MAX_WORD_BYTES) {
      throw fields.malformed("word", "longer than " + Interim.MAX_WORD_BYTES + " bytes");
    }
    if (utf8.length() > Interim.MAX_CHECKPOINT_BYTES || !plain(checkpoint)) {
      throw fields.malformed("checkpoint",
          "longer than " + Interim.MAX_CHECKPOINT_BYTES + " bytes, or with control characters");
    }
    Optional<Json.Obj> partial = fields.optionalObject("partial").map(Fields::json);
    return new Report(fields.number("done", 0, 1), new Interim(word, partial, utf8));
  }

  /** Such as may stand in an environment. */
  static boolean plain(String text) {
    return text.codePoints().noneMatch(letter -> letter < ' ' || letter == 0x7f);
  }
}
