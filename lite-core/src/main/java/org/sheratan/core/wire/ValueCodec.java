package org.sheratan.core.wire;

import java.util.Collection;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Parameters and results as bytes: the JSON part of CBOR (RFC 8949) in its deterministic encoding (§4.2.1), with a
 * fixed dictionary of field names and words. One value has one encoding, one encoding one value, so the hash of the
 * canonical JSON survives the trip.
 *
 * <pre>
 * object    map; known names as unsigned numbers, others as text; in the order of the encoded names
 * text      simple value 0..15 or tag 6 + number: dictionary; tag 23 + bytes: ≥ 16 lower-case hex digits; else text
 * integer   unsigned or negative; tag 2 or 3 + bytes beyond 64 bits
 * real      shortest of half, single, double
 * </pre>
 */
public final class ValueCodec {
  private ValueCodec() {}

  public static Bytes encode(Json value) {
    ByteWriter out = new ByteWriter();
    ValueWriter.write(value, out);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is the deterministic form of one value and nothing more */
  public static Json decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    Json value = ValueReader.read(in);
    in.end("value");
    return value;
  }

  /** Nested arrays and objects, 1 for a flat one, 0 for a scalar. */
  public static int depth(Json value) {
    return switch (value) {
      case Json.Obj object -> 1 + deepest(object.fields().values());
      case Json.Arr array -> 1 + deepest(array.items());
      case Json scalar -> 0;
    };
  }

  private static int deepest(Collection<Json> values) {
    return values.stream().mapToInt(ValueCodec::depth).max().orElse(0);
  }

  static void writeObject(Json.Obj object, ByteWriter out) {
    ValueWriter.write(object, out);
  }

  static Json.Obj readObject(String field, ByteReader in) {
    int start = in.offset();
    if (ValueReader.read(in) instanceof Json.Obj object) {
      return object;
    }
    throw new MalformedException(field, start, "expected an object");
  }
}
