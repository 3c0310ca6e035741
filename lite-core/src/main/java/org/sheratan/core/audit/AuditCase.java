package org.sheratan.core.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * What an auditor is asked about: all of a request that could do harm, and which job it is. It travels as
 * {@code {"case": BASE64}} of canonical JSON {@code {job, kind, needs, origin, params}}, and {@code passed} where that is not
 * empty: the words in it are what is judged, not an order to whoever carries them, and gates on the way read no base64.
 *
 * @param passed codes of what gates paused it for and a person let pass, such as {@code path_absolute}
 */
public record AuditCase(JobId job, String kind, Json.Obj params, List<String> needs, Zone origin,
    List<String> passed) {
  /** The parameter that has it. */
  public static final String PARAM = "case";
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_NEEDS = 16;
  private static final String PASSED = "passed";
  private static final int MAX_PASSED = 32;
  private static final int MAX_CASE_CHARS = 64 * 1024;

  public AuditCase {
    needs = List.copyOf(needs);
    passed = List.copyOf(passed);
  }

  /** Of a request that a second opinion is all that is wanted about. */
  public AuditCase(JobId job, String kind, Json.Obj params, List<String> needs, Zone origin) {
    this(job, kind, params, needs, origin, List.of());
  }

  public static AuditCase of(Job job) {
    return new AuditCase(job.id(), job.spec().kind(), job.spec().params(), job.spec().needs(),
        job.notes().origin().zone(), job.notes().passage().passed());
  }

  /**
   * @param asked parameters of a job of kind {@code audit}
   * @throws MalformedException naming what of them is no case
   */
  public static AuditCase read(Json.Obj asked) {
    String text = Fields.of(asked).only(List.of(PARAM)).text(PARAM, MAX_CASE_CHARS);
    Fields fields = Fields.of(PARAM, JsonReader.readObject(plain(text)))
        .only(List.of("job", "kind", "needs", "origin", "params", PASSED));
    return new AuditCase(JobId.parse(fields.text("job", MAX_NAME_CHARS)),
        fields.text("kind", MAX_NAME_CHARS), fields.object("params").json(),
        fields.texts("needs", MAX_NEEDS, MAX_NAME_CHARS), zone(fields.text("origin", MAX_NAME_CHARS)),
        fields.has(PASSED) ? fields.texts(PASSED, MAX_PASSED, MAX_NAME_CHARS) : List.of());
  }

  /** What {@link #read} reads. */
  public Json.Obj asked() {
    return Json.Obj.EMPTY.with(PARAM,
        Base64.getEncoder().encodeToString(CanonicalJson.bytes(json()).toArray()));
  }

  /** What auditors vote about. */
  public Bytes hash() {
    return CanonicalJson.sha256(json());
  }

  public Json.Obj json() {
    Json.Obj json = Json.Obj.EMPTY.with("job", job.toString()).with("kind", kind)
        .with("needs", Json.Arr.ofTexts(needs)).with("origin", origin.word()).with("params", params);
    return passed.isEmpty() ? json : json.with(PASSED, Json.Arr.ofTexts(passed));
  }

  private static Bytes plain(String base64) {
    try {
      return Bytes.copyOf(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException broken) {
      throw new MalformedException(PARAM, MalformedException.NO_OFFSET, "expected base64");
    }
  }

  /** Where nobody knows, gates say no. */
  private static Zone zone(String word) {
    return Arrays.stream(Zone.values()).filter(zone -> zone.word().equals(word)).findFirst()
        .orElse(Zone.UNKNOWN);
  }
}
