package org.sheratan.edge.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;

class RedactionTest {
  private static final String ID = "ab".repeat(32);
  private final Pseudonyms nodes = new Pseudonyms();
  private final Redaction redaction = new Redaction(List.of("hunter22", "abc"), nodes);

  private static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"the word HUNTER22 here | the word [secret] here",
      "abc is too short | abc is too short",
      "password=tulip, more | password=[secret], more", "token: 'a b' x | token: [secret] x",
      "Authorization: Bearer xyz | Authorization: [secret] [secret]",
      "http://me:pw@host/ | http://[secret]@host/",
      "Setup code K7F3-9QXM | Setup code [secret]", "4KZ7Q-4KZ7Q-4KZ7Q-4KZ7Q-4KZ7Q | [secret]",
      "kq5f-2h7a-kq5f-2h7a-kq5f-2h7a | [fingerprint]", "write to me@example.org now | write to [mail] now",
      "192.168.1.7:8081 and 127.0.0.1:8081 | [address]:8081 and 127.0.0.1:8081",
      "via fe80::1ff:fe23:4567:890a%eth0 | via [address]", "fd00::5, fe80::1. | [address], [address].",
      "http://[2001:db8::]:80 on ::1 | http://[[address]]:80 on ::1",
      "a std::cout at 12:30:05 | a std::cout at 12:30:05", "dc:a6:32:01:02:03 | [address]",
      "/home/anna/node/x | /home/[user]/node/x", "0123456789abcdef0 | [hex]",
      "test-token-0123456789xyz | [long]",
      "level=warn event=store-rot at 12:30 | level=warn event=store-rot at 12:30"})
  void shouldTakeOutWhatNobodyElseShouldSee(String text, String expected) {
    assertEquals(expected, redaction.text(text));
  }

  @Test
  void shouldCallNodesByNumbers() {
    nodes.own(new View(json("{\"id\":\"" + ID + "\",\"name\":\"tulip\",\"short_name\":\"vovovovo\"}")));
    nodes.other(new View(json("{\"id\":\"" + "cd".repeat(32) + "\",\"name\":\"rose\"}")));
    nodes.other(new View(json("{\"id\":\"" + "cd".repeat(32) + "\",\"name\":\"rose\"}")));
    nodes.other(new View(json("{\"id\":\"" + "ef".repeat(32) + "\",\"name\":\"rosewood\"}")));
    assertEquals("this-node heard node-1 and node-2, this-node", redaction
        .text("tulip heard rose and rosewood, " + ID));
  }

  @Test
  void shouldKnowShortNamesAsWholeWords() {
    nodes.own("pi");
    nodes.other(new View(json("{\"id\":\"" + ID + "\",\"name\":\"A1\"}")));
    nodes.other(new View(json("{\"id\":\"" + "cd".repeat(32) + "\",\"name\":\"7\"}")));
    assertEquals("this-node heard node-1: 7 pings, epic", redaction.text("pi heard A1: 7 pings, epic"));
  }

  @Test
  void shouldKeepOfDocumentsOnlyWhatIsKnownToBeOurs() {
    nodes.other(new View(json("{\"id\":\"" + ID + "\",\"name\":\"rose\"}")));
    assertEquals(
        "{\"a\":[1,true,null,\"[removed]\"],\"id\":\"node-1\",\"name\":\"[removed]\",\"note\":\"[removed]\","
            + "\"state\":\"up\",\"via\":\"node-1\"}",
        CanonicalJson.text(redaction.document(json("{\"a\":[1,true,null,\"words\"],\"id\":\"" + ID
            + "\",\"name\":\"a stranger\",\"note\":\"dear\",\"state\":\"up\",\"via\":\"rose\"}"))));
    assertEquals("{\"name\":\"lora0\"}",
        CanonicalJson.text(redaction.document(json("{\"name\":\"lora0\"}"))));
  }

  @Test
  void shouldKeepOfTheLogWhatWeSayOurselves() {
    LogRedaction log = new LogRedaction(redaction);
    assertEquals("# 1 lines; 1 of others were left out\n"
        + "time=2026-11-21T22:00:00Z level=warn event=bad-traffic count=3 name=[removed] why=\"no way\"\n",
        log.of(
            List.of("somebody else's words", "time=2026-11-21T22:00:00Z level=warn event=bad-traffic count=3"
                + " name=\"my \\\" secret\" why=\"no way\"")));
    assertTrue(log.of(List.of()).startsWith("# 0 lines"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTakeAnyTextWithoutFailing(long seed) {
    Random random = new Random(seed);
    String signs = "ab01:.-=/\\$ \"'é%";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int index = random.nextInt(60); index > 0; index--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      String where = "seed " + seed + ": " + text;
      assertTrue(redaction.text(text.toString()).length() < 40 * (text.length() + 2), where);
    }
  }
}
