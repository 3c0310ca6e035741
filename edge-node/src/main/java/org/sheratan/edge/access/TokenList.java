package org.sheratan.edge.access;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.sheratan.kernel.MalformedException;

/** All named tokens as text: {@code sheratan-tokens 1}, then a line each, the oldest first. */
public record TokenList(List<NamedToken> tokens) {
  public static final int MOST = 64;
  /** No file of so many tokens is longer. */
  public static final int MAX_BYTES = 32 * 1024;
  public static final TokenList EMPTY = new TokenList(List.of());
  private static final String HEAD = "sheratan-tokens 1";

  public TokenList {
    tokens = List.copyOf(tokens);
  }

  public String encode() {
    return HEAD + tokens.stream().map(token -> "\n" + token.encode()).collect(Collectors.joining());
  }

  /** @throws MalformedException for anything that {@link #encode} does not write, naming the line */
  public static TokenList decode(String text) {
    String[] lines = text.split("\n", -1);
    if (!lines[0].equals(HEAD) || lines.length > MOST + 1) {
      throw new MalformedException("tokens", 0, "expected " + HEAD + " and at most " + MOST + " lines");
    }
    List<NamedToken> tokens = new ArrayList<>();
    for (int line = 1; line < lines.length; line++) {
      try {
        NamedToken token = NamedToken.decode(lines[line]);
        if (tokens.stream().anyMatch(known -> known.name().equals(token.name()))) {
          throw new MalformedException("name", 0, "twice");
        }
        tokens.add(token);
      } catch (MalformedException broken) {
        throw new MalformedException("tokens", line + 1,
            "line " + (line + 1) + ": " + broken.field() + ": " + broken.reason());
      }
    }
    return new TokenList(tokens);
  }
}
