package org.sheratan.core.lcp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;

/**
 * Makes one value of several, where templates stand: <code>{"$sum": ["${a.lines}", "${b.lines}"]}</code> adds whole
 * numbers, {@code $concat} joins lists, {@code $merge} joins objects, of which the later wins.
 */
final class Reduction {
  private static final String SUM = "$sum";
  private static final String CONCAT = "$concat";
  private static final String MERGE = "$merge";
  /** The first whole number that JSON here may not hold: no result or params with it can be stored. */
  private static final BigInteger TOO_LARGE = BigInteger.TEN.pow(JsonLimits.STANDARD.maxDigits() - 1);

  private Reduction() {}

  /**
   * @param place of {@code filled}
   * @param filled an object whose templates are filled in
   * @return empty when it is an ordinary one
   * @throws org.sheratan.kernel.MalformedException naming the place when it cannot be reduced
   */
  static Optional<Json> of(Place place, Json.Obj filled) {
    String name = filled.fields().size() == 1 ? filled.fields().firstKey() : "";
    return switch (name) {
      case SUM -> Optional.of(sum(place.text(), items(place.text(), filled.get(SUM))));
      case CONCAT -> Optional.of(concat(place.text(), items(place.text(), filled.get(CONCAT))));
      case MERGE -> Optional.of(merge(place.text(), items(place.text(), filled.get(MERGE))));
      default -> Optional.empty();
    };
  }

  private static List<Json> items(String field, Json value) {
    if (value instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw ResultPath.malformed(field, "expected a list to reduce");
  }

  private static Json sum(String field, List<Json> items) {
    BigInteger sum = BigInteger.ZERO;
    for (Json item : items) {
      if (!(item instanceof Json.Int(BigInteger value))) {
        throw ResultPath.malformed(field, "expected whole numbers to add");
      }
      sum = sum.add(value);
    }
    if (sum.abs().compareTo(TOO_LARGE) >= 0) {
      throw ResultPath.malformed(field, "the sum has too many digits");
    }
    return new Json.Int(sum);
  }

  private static Json concat(String field, List<Json> items) {
    List<Json> all = new ArrayList<>();
    for (Json item : items) {
      all.addAll(items(field, item));
    }
    return new Json.Arr(all);
  }

  private static Json merge(String field, List<Json> items) {
    Map<String, Json> all = new TreeMap<>();
    for (Json item : items) {
      if (!(item instanceof Json.Obj object)) {
        throw ResultPath.malformed(field, "expected objects to merge");
      }
      all.putAll(object.fields());
    }
    return Json.Obj.of(all);
  }
}
