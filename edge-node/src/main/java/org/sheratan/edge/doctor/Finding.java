package org.sheratan.edge.doctor;

import java.util.Locale;

import org.sheratan.core.json.Json;

/**
 * What one check found.
 *
 * @param check its stable name, such as {@code disk-space}; docs/doctor.md has a row for each
 * @param fact what is the case, in one line
 * @param fix the next command to type; empty where there is nothing to do
 */
public record Finding(String check, State state, String fact, String fix) {
  public enum State {
    WELL,
    /** This machine, or this user, cannot tell. */
    UNKNOWN, WRONG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Json.Obj json() {
    return Json.Obj.EMPTY.with("check", check).with("state", state.word()).with("fact", fact).with("fix",
        fix.isEmpty() ? new Json.Null() : new Json.Text(fix));
  }
}
