package org.sheratan.edge.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;

/** Breaks a JSON body in one of the ways that bodies are broken. */
final class BodySpoiler {
  private static final List<Json> ELSE = List.of(new Json.Bool(true), new Json.Int(BigInteger.TEN.pow(30)),
      new Json.Int(BigInteger.valueOf(-7)), new Json.Real(-1e300), new Json.Text(""),
      new Json.Text("x".repeat(70_000 / 2)), new Json.Text("\u0000\u202e"), new Json.Arr(List.of()),
      new Json.Arr(List.of(new Json.Int(BigInteger.ONE), new Json.Text("x"))), Json.Obj.EMPTY,
      Json.Obj.EMPTY.with("surplus", 1));

  private BodySpoiler() {}

  static RequestMaker.Made spoil(RequestMaker.Made made, Random random) {
    Json.Obj body = JsonReader.readObject(made.body());
    String text = CanonicalJson.text(body);
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> other(made, body, random);
      case 4, 5 -> less(made, body, random);
      case 6 -> made.bringing(RequestMaker.bytes(body.with("surplus", 1))).spoiled("surplus member", true);
      case 7 -> raw(made, "{\"deep\":" + "[".repeat(40) + "]".repeat(40) + "}", "deep");
      case 8 -> raw(made, "{\"twice\":1,\"twice\":1" + (text.length() > 2 ? "," : "") + text.substring(1),
          "duplicate");
      case 9 ->
        made.bringing(Bytes.utf8("{\"text\":\"").concat(Bytes.hex("c328ff")).concat(Bytes.utf8("\"}")))
            .spoiled("no UTF-8", true);
      case 10 -> raw(made, text.substring(0, random.nextInt(text.length())), "cut");
      case 11 ->
        raw(made, List.of("[]", "7", "null", "\"x\"", "true", " ").get(random.nextInt(6)), "no object");
      case 12 -> raw(made,
          text.substring(0, text.length() - 1) + (text.length() > 2 ? "," : "") + "\"long\":\""
              + "x".repeat(70_000) + "\"}",
          "too long");
      default -> raw(made, text + List.of("{}", "x", "\u0000", ",").get(random.nextInt(4)), "trailing");
    };
  }

  private static RequestMaker.Made raw(RequestMaker.Made made, String text, String how) {
    return made.bringing(Bytes.utf8(text)).spoiled(how, true);
  }

  /** Another value for a member; perhaps one that is allowed too. */
  private static RequestMaker.Made other(RequestMaker.Made made, Json.Obj body, Random random) {
    List<String> names = new ArrayList<>(body.fields().keySet());
    if (names.isEmpty()) {
      return made;
    }
    String name = names.get(random.nextInt(names.size()));
    return made.bringing(RequestMaker.bytes(body.with(name, ELSE.get(random.nextInt(ELSE.size())))))
        .spoiled("other value of " + name, false);
  }

  private static RequestMaker.Made less(RequestMaker.Made made, Json.Obj body, Random random) {
    List<String> names = new ArrayList<>(body.fields().keySet());
    if (names.isEmpty()) {
      return made;
    }
    String name = names.get(random.nextInt(names.size()));
    return made.bringing(RequestMaker.bytes(body.without(name))).spoiled("without " + name, false);
  }
}
