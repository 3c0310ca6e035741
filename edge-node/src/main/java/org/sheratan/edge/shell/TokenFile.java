package org.sheratan.edge.shell;

import java.io.IOException;
import java.nio.file.Path;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.kernel.MalformedException;

/** A file with one token: one that {@code sheratan token create} made, or a copy of a node's own. */
final class TokenFile {
  private TokenFile() {}

  /** @throws CommandFailure AUTH, which never shows what the file has in it */
  static AccessToken read(Path file) throws CommandFailure {
    try {
      return ApiFolder.readToken(file);
    } catch (IOException | MalformedException unreadable) {
      throw new CommandFailure(ExitStatus.AUTH, "cannot read a token from " + file,
          "--token-file with a file that sheratan token create made, or a copy of api-token from that node's"
              + " data folder");
    }
  }
}
