package org.sheratan.core.wire;

import java.util.regex.Pattern;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.Task;
import org.sheratan.kernel.MalformedException;

/** What missions and tasks must keep to, whichever way they came. Fields are named as the API names them. */
public final class MissionRules {
  public static final int TITLE_CHARS = 256;
  public static final int DESCRIPTION_CHARS = 8_192;
  public static final int USER_CHARS = 64;
  public static final int MAX_TAGS = 32;
  public static final int TAG_CHARS = 64;
  /** Of metadata or params, as the journal keeps them. */
  public static final int VALUE_BYTES = 32 * 1024;
  private static final Pattern STATUS = Pattern.compile("[a-z][a-z_]{0,31}");

  private MissionRules() {}

  /** @throws MalformedException naming the field and the rule it breaks */
  public static void check(Mission.Draft draft) {
    text("title", draft.title(), 1, TITLE_CHARS);
    text("description", draft.description(), 0, DESCRIPTION_CHARS);
    text("user_id", draft.user(), 1, USER_CHARS);
    require(STATUS.matcher(draft.status()).matches(), "status",
        "expected 1 to 32 lower-case letters and _, such as " + Mission.ACTIVE);
    value("metadata", draft.metadata());
    LlmBudget.of(draft.metadata());
    require(draft.tags().size() <= MAX_TAGS, "tags", "more than " + MAX_TAGS);
    draft.tags().forEach(tag -> text("tags", tag, 1, TAG_CHARS));
  }

  /** @throws MalformedException likewise */
  public static void check(Task.Draft draft) {
    text("name", draft.name(), 1, TITLE_CHARS);
    text("description", draft.description(), 0, DESCRIPTION_CHARS);
    require(draft.kind().isEmpty() || JobSpec.isKind(draft.kind()), "kind",
        "expected nothing, or 1 to 64 lower-case letters, digits, _ . -, such as read_file");
    value("params", draft.params());
  }

  private static void text(String field, String text, int least, int most) {
    int chars = text.codePointCount(0, text.length());
    require(chars >= least && chars <= most, field,
        "expected " + least + " to " + most + " characters");
  }

  private static void value(String field, Json.Obj value) {
    require(ValueCodec.depth(value) <= WireLimits.VALUE_DEPTH, field,
        "nested deeper than " + WireLimits.VALUE_DEPTH);
    int bytes = ValueCodec.encode(value).length();
    require(bytes <= VALUE_BYTES, field, bytes + " bytes exceed " + VALUE_BYTES);
  }

  private static void require(boolean condition, String field, String otherwise) {
    if (!condition) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, otherwise);
    }
  }
}
