package org.sheratan.edge.cli.shell;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words: the names of Java's exceptions tell a person nothing. */
public final class FileTrouble {
  private FileTrouble() {}

  public static String of(IOException failed) {
    return switch (failed) {
      case NoSuchFileException absent -> absent.getFile() + " is not there";
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileSystemException refused when refused.getReason() != null -> refused.getFile() + ": " + refused
          .getReason();
      default -> failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    };
  }
}
