package org.sheratan.edge.cli.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** A new file for a secret, which only its owner may read. Claimed before the secret is made, so that none is made in vain. */
final class SecretPlace {
  private final Path file;

  private SecretPlace(Path file) {
    this.file = file;
  }

  static SecretPlace claim(Path file) throws CommandFailure {
    try {
      Files.createFile(file);
      return new SecretPlace(file);
    } catch (FileAlreadyExistsException known) {
      throw new CommandFailure(ExitStatus.CONFLICT, file + " is there already", "--file with another name");
    } catch (IOException refused) {
      throw new CommandFailure(ExitStatus.FAILURE, FileTrouble.of(refused), "--file with another name");
    }
  }

  /** @param name of the token, which nobody has when this fails */
  void fill(String secret, String name) throws CommandFailure {
    try {
      PrivateFiles.replace(file, (secret + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException refused) {
      throw new CommandFailure(ExitStatus.FAILURE,
          "the token was made but not written: " + FileTrouble.of(refused),
          "sheratan token revoke " + name);
    }
  }

  /** There is no secret to put there. */
  void giveUp() throws CommandFailure {
    try {
      Files.deleteIfExists(file);
    } catch (IOException refused) {
      throw new CommandFailure(ExitStatus.FAILURE, FileTrouble.of(refused), "");
    }
  }
}
