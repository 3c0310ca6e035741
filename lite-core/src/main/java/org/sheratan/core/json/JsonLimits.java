package org.sheratan.core.json;

/**
 * How much of a hostile document is looked at.
 *
 * @param maxBytes length of the UTF-8 document
 * @param maxDepth nested arrays and objects
 * @param maxDigits characters of one number; Python's own limit for integers is 4300
 * @param maxValues of all kinds, objects and arrays too: a value takes a hundred times the two bytes that it may be written in
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxDigits, int maxValues) {
  public static final JsonLimits STANDARD = new JsonLimits(64 * 1024, 32, 4300, 10_000);

  /** As many values as before: a longer document has longer texts. */
  public JsonLimits withMaxBytes(int bytes) {
    return new JsonLimits(bytes, maxDepth, maxDigits, maxValues);
  }

  /** For what this program wrote itself, or its user asks it to read: as many values as fit. */
  public static JsonLimits ours(int maxBytes) {
    return new JsonLimits(maxBytes, STANDARD.maxDepth, STANDARD.maxDigits, maxBytes);
  }
}
