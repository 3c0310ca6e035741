package org.sheratan.edge.http.door;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * An error as RFC 9457 describes it (application/problem+json).
 *
 * @param status HTTP status
 * @param code the last part of its type, such as {@code not-found}
 * @param title the same for every problem of this code
 * @param detail what was wrong this time, for people
 * @param field what part of the request is to blame, such as {@code timeout_s}
 * @param fix the next step; empty where {@link Remedy} has one that is good enough
 * @param retryAfterS seconds to wait before trying again, 0 when that does not help
 * @param more further members, as RFC 9457 (3.2) allows
 */
public record Problem(int status, String code, String title, String detail, Optional<String> field,
    String fix,
    int retryAfterS, Json.Obj more) {
  public static final String TYPE_PREFIX = "urn:sheratan:problem:";
  private static final String BROKEN_RULE = "The request breaks a rule";

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, Optional.empty(), "", 0, Json.Obj.EMPTY);
  }

  /** 400: the request breaks a rule. */
  static Problem badRequest(String detail) {
    return of(400, "bad-request", BROKEN_RULE, detail);
  }

  /** 400, naming the member or parameter to blame. */
  public static Problem invalid(String field, String reason, String fix) {
    return new Problem(400, "invalid", BROKEN_RULE, field + ": " + reason, Optional.of(field),
        fix,
        0, Json.Obj.EMPTY);
  }

  /** 400, for what came from outside and could not be read: JSON tells the byte, other parts have none. */
  public static Problem malformed(MalformedException broken) {
    String at = broken.offset() > 0 ? " at byte " + broken.offset() : "";
    return new Problem(400, "invalid", BROKEN_RULE, broken.field() + at + ": " + broken.reason(),
        Optional.of(broken.field()), "", 0, Json.Obj.EMPTY);
  }

  public Problem fix(String next) {
    return new Problem(status, code, title, detail, field, next, retryAfterS, more);
  }

  public Problem retryAfter(int seconds) {
    return new Problem(status, code, title, detail, field, fix, seconds, more);
  }

  public Problem with(String member, Json value) {
    return new Problem(status, code, title, detail, field, fix, retryAfterS, more.with(member, value));
  }

  Json.Obj json() {
    Json.Obj object = more.with("type", TYPE_PREFIX + code).with("title", title)
        .with("status", status)
        .with("detail", detail);
    object = field.isPresent() ? object.with("field", field.get()) : object;
    object = object.with("fix", fix.isEmpty() ? Remedy.of(status, field) : fix);
    return retryAfterS == 0 ? object : object.with("retry_after_s", retryAfterS);
  }
}
