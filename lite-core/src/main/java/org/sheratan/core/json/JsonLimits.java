package org.sheratan.core.json;

/**
 * How much of a hostile document is looked at.
 *
 * @param maxBytes length of the UTF-8 document
 * @param maxDepth nested arrays and objects
 * @param maxDigits characters of one number; Python's own limit for integers is 4300
 */
public record JsonLimits(int maxBytes, int maxDepth, int maxDigits) {
  public static final JsonLimits STANDARD = new JsonLimits(64 * 1024, 32, 4300);

  public JsonLimits withMaxBytes(int bytes) {
    return new JsonLimits(bytes, maxDepth, maxDigits);
  }
}
