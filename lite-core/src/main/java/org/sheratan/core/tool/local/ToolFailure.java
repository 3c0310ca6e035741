package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

import org.sheratan.core.tool.FailureCode;

/** How a tool gives up: with a {@link FailureCode}, unless nobody knows how it ended. */
public final class ToolFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean retryElsewhere;
  private final boolean lost;

  private ToolFailure(String code, String message, boolean retryElsewhere, boolean lost) {
    super(message, null, false, false);
    this.code = code;
    this.retryElsewhere = retryElsewhere;
    this.lost = lost;
  }

  /** It would fail on any node. */
  public static ToolFailure everywhere(String code, String message) {
    return new ToolFailure(code, message, false, false);
  }

  /** Another node, with another workspace, might succeed. */
  public static ToolFailure here(String code, String message) {
    return new ToolFailure(code, message, true, false);
  }

  /** Whoever did the work is not heard of any more: it may have had its effect, or not. */
  public static ToolFailure lost(String message) {
    return new ToolFailure(FailureCode.STOPPED, message, true, true);
  }

  /** @param what the path as the submitter named it; the node's own folders stay private */
  static ToolFailure of(IOException failed, String what) {
    String reason = String
        .valueOf(failed instanceof FileSystemException named ? named.getReason() : failed.getMessage());
    return switch (failed) {
      case NoSuchFileException gone -> here(FailureCode.NOT_FOUND, what + " does not exist");
      case NotDirectoryException file -> here(FailureCode.NOT_A_FOLDER, what + " is not a folder");
      case AccessDeniedException denied ->
        here(FailureCode.DENIED, what + " may not be accessed by this node");
      case IOException other when reason.contains("Read-only file system") ->
        here(FailureCode.READ_ONLY, what + " is on a read-only disk");
      case IOException other when reason.contains("No space left") || reason.contains("quota exceeded") ->
        here(FailureCode.DISK_FULL,
            "no space left for " + what);
      case IOException other when reason.contains("symbolic link") ->
        here(FailureCode.SYMLINK, what + " is a symbolic link");
      case IOException other -> here(FailureCode.IO_ERROR, what + ": " + reason);
    };
  }

  public String code() {
    return code;
  }

  public boolean retryElsewhere() {
    return retryElsewhere;
  }

  /** Whether nobody knows how it ended; code and message are for people then. */
  public boolean lost() {
    return lost;
  }
}
