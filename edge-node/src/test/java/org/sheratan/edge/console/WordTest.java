package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class WordTest {
  private static Word word(String usage) {
    return new Word(usage, "help", false, arguments -> new Move.Say(arguments));
  }

  @Test
  void shouldFindItsNameInItsUsage() {
    assertEquals("ping", word("ping NODE [N]").name());
    assertEquals("region set", word("region set [NAME]").name());
    assertEquals("safe-mode", word("safe-mode on|off").name());
    assertEquals("log follow", word("log follow").name());
  }

  @Test
  void shouldMatchWholeWordsOnly() {
    assertEquals(2, word("log follow").matched(List.of("log", "follow", "more")));
    assertEquals(0, word("log follow").matched(List.of("log")));
    assertEquals(0, word("log follow").matched(List.of("log", "followed")));
    assertEquals(1, word("ping NODE").matched(List.of("ping", "node-b")));
    assertEquals(0, word("ping NODE").matched(List.of("Ping", "node-b")));
  }
}
