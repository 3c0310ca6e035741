package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.access.TokenList;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

/** The file {@code api-tokens}: which tokens were given to others. */
final class TokensFile {
  private TokensFile() {}

  /** A file that cannot be believed keeps out all whom it lets in, and no node from starting. */
  static TokenBook open(DataFolder folder, SecureRandomness random, Clock clock) {
    Path file = folder.tokensFile();
    try {
      TokenList kept = Files.exists(file)
          ? TokenList.decode(SecretFile.read(file, TokenList.MAX_BYTES))
          : TokenList.EMPTY;
      TokenBook book = new TokenBook(tokens -> SecretFile.write(file, tokens.encode()), kept, random, clock);
      keep(book);
      return book;
    } catch (MalformedException broken) {
      return barred(file + ": " + broken.reason(), "remove it, and make the tokens anew", random, clock);
    } catch (IOException unread) {
      return barred(DataFolder.refusal(file, unread), random, clock);
    } catch (StartRefusal refused) {
      return barred(refused, random, clock);
    }
  }

  static void keep(TokenBook book) {
    try {
      book.keep();
    } catch (IOException unkept) {
      Log.warn("tokens-unsaved", "why", unkept);
    }
  }

  private static TokenBook barred(StartRefusal refused, SecureRandomness random, Clock clock) {
    return barred(refused.getMessage(), refused.fix(), random, clock);
  }

  private static TokenBook barred(String why, String fix, SecureRandomness random, Clock clock) {
    Log.error("tokens-barred", "why", why, "fix", fix);
    return TokenBook.barred(why, random, clock);
  }
}
