package org.sheratan.core.tool;

import org.sheratan.core.json.Json;

/**
 * What is known of a tool without running it.
 *
 * @param name such as {@code read_file}
 * @param idempotent running twice has the effect of running once
 * @param unit what its receipts count, such as {@code byte}
 */
public record ToolKind(String name, boolean idempotent, String unit, ParamCheck check) {
  /** Validates parameters before anything is accepted. */
  @FunctionalInterface
  public interface ParamCheck {
    /** @throws org.sheratan.kernel.MalformedException naming the parameter and the reason */
    void check(Json.Obj params);
  }
}
