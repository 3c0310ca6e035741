package org.sheratan.edge.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.kernel.MalformedException;

/**
 * A file with one token: one that {@code sheratan token create} made, or a copy of a node's own. Its user names it, so it may be a pipe
 * or standard input as well.
 */
final class TokenFile {
  private static final int MAX_BYTES = 4096;
  /** What came out of a pipe does not come twice, and a command may ask its node more than once. */
  private static final Map<Path, AccessToken> PIPED = new ConcurrentHashMap<>();

  private TokenFile() {}

  /** @throws CommandFailure AUTH, which never shows what the file has in it */
  static AccessToken read(Path file) throws CommandFailure {
    AccessToken known = PIPED.get(file);
    if (known != null) {
      return known;
    }
    try (InputStream in = Files.newInputStream(file)) {
      AccessToken token = AccessToken
          .parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1).strip());
      if (!Files.isRegularFile(file)) {
        PIPED.put(file, token);
      }
      return token;
    } catch (IOException | MalformedException unreadable) {
      throw new CommandFailure(ExitStatus.AUTH, "cannot read a token from " + file,
          "--token-file with a file that sheratan token create made, or a copy of api-token from that node's"
              + " data folder");
    }
  }
}
