package org.sheratan.core.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.sheratan.kernel.Check;

/**
 * An immutable JSON value (RFC 8259). Object fields are sorted by name, in code point order. Text never holds a
 * lone surrogate and numbers are finite, so every value has exactly one canonical form.
 */
public sealed interface Json {
  record Obj(SortedMap<String, Json> fields) implements Json {
    public static final Obj EMPTY = new Obj(Collections.emptySortedMap());

    public Obj {
      fields = sorted(fields);
    }

    /** From any map: its own order does not matter. */
    public static Obj of(Map<String, Json> fields) {
      return new Obj(sorted(fields));
    }

    /** This object with {@code name} set. */
    public Obj with(String name, Json value) {
      SortedMap<String, Json> changed = new TreeMap<>(fields);
      changed.put(name, value);
      return new Obj(changed);
    }

    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    public Obj with(String name, long value) {
      return with(name, Int.of(value));
    }

    public Obj with(String name, boolean value) {
      return with(name, new Bool(value));
    }

    /** This object without {@code name}. */
    public Obj without(String name) {
      SortedMap<String, Json> changed = new TreeMap<>(fields);
      changed.remove(name);
      return new Obj(changed);
    }

    /** Null when absent. */
    public Json get(String name) {
      return fields.get(name);
    }

    private static SortedMap<String, Json> sorted(Map<String, Json> fields) {
      SortedMap<String, Json> sorted = new TreeMap<>(CodePointOrder.INSTANCE);
      sorted.putAll(fields);
      sorted.forEach((name, value) -> {
        CodePointOrder.checkWellFormed(name);
        Check.that(value != null, "a field is a value");
      });
      return Collections.unmodifiableSortedMap(sorted);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    public static Arr ofTexts(List<String> texts) {
      return new Arr(texts.stream().map(text -> (Json) new Text(text)).toList());
    }
  }

  record Text(String value) implements Json {
    public Text {
      CodePointOrder.checkWellFormed(value);
    }
  }

  record Int(BigInteger value) implements Json {
    private static final int SMALLEST = -128;
    /** Most numbers are small, and a list of thousands of them is one object each otherwise. */
    private static final List<Int> SMALL = IntStream.range(SMALLEST, 1024)
        .mapToObj(value -> new Int(BigInteger.valueOf(value))).toList();

    public static Int of(long value) {
      return value >= SMALLEST && value < SMALLEST + SMALL.size()
          ? SMALL.get((int) value - SMALLEST)
          : new Int(BigInteger.valueOf(value));
    }

    public static Int of(BigInteger value) {
      return value.bitLength() < Integer.SIZE ? of(value.longValue()) : new Int(value);
    }
  }

  /** A number written with a fraction or an exponent; always finite. */
  record Real(double value) implements Json {
    public Real {
      Check.that(Double.isFinite(value), "a JSON number is finite");
    }
  }

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}
}
