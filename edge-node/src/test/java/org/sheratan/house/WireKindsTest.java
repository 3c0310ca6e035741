package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.wire.MessageKind;

/** Every message of the registry is drawn, has a vector, and is fuzzed. */
class WireKindsTest {
  @Test
  void shouldDrawEveryMessage() {
    String document = read("docs/protocol.md");
    // A heading that names message and code, and a table before the next heading.
    check("docs/protocol.md has a heading and a byte table for every message",
        kind -> Pattern.compile("(?m)^#{2,5} .*\\b" + kind.name() + " \\(" + kind.code()
            + "\\).*\\n(?:(?!#).*\\n)*?\\|.*\\|\\n\\|[-|: ]+\\|\\n").matcher(document).find());
  }

  @Test
  void shouldHaveAVectorForEveryMessage() {
    String vectors = read("docs/vectors/wire-messages.txt");
    check("docs/vectors/wire-messages.txt has a vector for every message",
        kind -> Pattern.compile("(?m)^" + word(kind) + "(-[a-z-]+)? [0-9a-f]+$").matcher(vectors).find());
  }

  @Test
  void shouldFuzzEveryMessage() {
    String folder = "lite-core/src/test/java/org/sheratan/core/wire/";
    assertTrue(read(folder + "WireFuzzTest.java").contains("WireFixtures.messages()"),
        "fuzzing starts from fixtures");
    String fixtures = read(folder + "WireFixtures.java");
    check("WireFixtures has an example of every message",
        kind -> fixtures.contains("WireMessage." + kind.type().getSimpleName() + "("));
  }

  private static void check(String rule, Predicate<MessageKind> kept) {
    Offenders offenders = new Offenders(rule);
    Stream.of(MessageKind.values()).filter(kept.negate())
        .forEach(kind -> offenders.add("core.wire/MessageKind", kind.name()));
    offenders.assertNone();
  }

  private static String word(MessageKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String read(String name) {
    return Sources.read(Sources.root().resolve(name));
  }
}
