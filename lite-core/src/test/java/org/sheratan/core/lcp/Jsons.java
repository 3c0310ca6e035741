package org.sheratan.core.lcp;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;

/** JSON as tests write it, with single quotes. */
final class Jsons {
  private Jsons() {}

  static Json.Obj object(String text) {
    return (Json.Obj) json(text);
  }

  static Json json(String text) {
    return JsonReader.read(Bytes.utf8(text.replace('\'', '"')), JsonLimits.ours(1 << 20));
  }
}
