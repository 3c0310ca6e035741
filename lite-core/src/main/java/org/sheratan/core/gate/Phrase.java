package org.sheratan.core.gate;

import java.util.List;
import java.util.regex.Pattern;

/** A phrase as people list it, and how a text is asked for it. */
sealed interface Phrase {
  /** {@code | sh}, or a word with options, places or drives behind it. */
  Pattern COMMAND = Pattern
      .compile("\\| ?[a-z0-9]+|[a-z0-9][a-z0-9._-]*( .*)? (-+[a-z0-9].*|[/~][^ ].*|[/~*]|[a-z]:)");

  boolean in(Reading reading);

  /** Words are compared as words, whatever stands between them. */
  record Saying(Words words) implements Phrase {
    @Override
    public boolean in(Reading reading) {
      return reading.words().say(words);
    }
  }

  /** What begins or ends with a sign, such as {@code eval(} or {@code ~/.ssh}, is compared with its signs. */
  record Literal(String text) implements Phrase {
    @Override
    public boolean in(Reading reading) {
      String all = reading.literal();
      for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1)) {
        int end = at + text.length();
        if ((at == 0 || apart(all.charAt(at - 1), text.charAt(0)))
            && (end == all.length() || apart(all.charAt(end), text.charAt(text.length() - 1)))) {
          return true;
        }
      }
      return false;
    }

    private static boolean apart(char outside, char edge) {
      return !Words.isLetter(outside) || !Words.isLetter(edge);
    }
  }

  /** Commands are compared by name, options in any order and spelling, and operands. */
  record Order(Invocation invocation) implements Phrase {
    @Override
    public boolean in(Reading reading) {
      for (ShellCommand command : reading.commands()) {
        if (invocation.in(command)) {
          return true;
        }
      }
      return false;
    }
  }

  /** @return a saying where nothing but letters, digits and what stands between them is listed */
  static Phrase of(String listed) {
    String folded = Spelling.folded(listed).replaceAll("[ \n]+", " ").strip();
    if (COMMAND.matcher(folded).matches()) {
      return new Order(Invocation.of(ShellText.commands(folded).getFirst()));
    }
    String bare = folded.replaceAll("[.,!?]+$", "");
    boolean words = !bare.isEmpty() && Words.isLetter(bare.codePointAt(0))
        && Words.isLetter(bare.codePointBefore(bare.length()));
    return words ? new Saying(Words.of(List.of(bare))) : new Literal(Reading.literal(folded));
  }
}
