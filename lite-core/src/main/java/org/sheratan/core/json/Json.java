package org.sheratan.core.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An immutable JSON value (RFC 8259). Object fields are sorted by name, in code point order. */
public sealed interface Json {
  record Obj(SortedMap<String, Json> fields) implements Json {
    public static final Obj EMPTY = new Obj(new TreeMap<>());

    public Obj {
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
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
      return with(name, new Int(BigInteger.valueOf(value)));
    }

    public Obj with(String name, boolean value) {
      return with(name, new Bool(value));
    }

    /** Null when absent. */
    public Json get(String name) {
      return fields.get(name);
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  record Int(BigInteger value) implements Json {}

  /** A number written with a fraction or an exponent; always finite. */
  record Real(double value) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}
}
