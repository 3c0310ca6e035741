package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** How a tool gives up: always one of these codes, which travel to the submitter and never change their meaning. */
final class ToolFailure extends Exception {
  static final String INVALID = "invalid";
  static final String UNKNOWN_KIND = "unknown_kind";
  static final String BUSY = "busy";
  static final String STOPPED = "stopped";
  static final String NOT_FOUND = "not_found";
  static final String NOT_A_FILE = "not_a_file";
  static final String NOT_A_FOLDER = "not_a_folder";
  static final String SYMLINK = "symlink";
  static final String SPECIAL_FILE = "special_file";
  static final String UNNAMEABLE = "unnameable_file";
  static final String NOT_TEXT = "not_text";
  static final String TOO_LARGE = "too_large";
  static final String TOO_MANY = "too_many_entries";
  static final String TOO_DEEP = "too_deep";
  static final String RESULT_TOO_LARGE = "result_too_large";
  static final String DENIED = "denied";
  static final String READ_ONLY = "read_only";
  static final String DISK_FULL = "disk_full";
  static final String IO_ERROR = "io_error";
  static final String INTERNAL = "internal_error";

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean retryElsewhere;

  private ToolFailure(String code, String message, boolean retryElsewhere) {
    super(message, null, false, false);
    this.code = code;
    this.retryElsewhere = retryElsewhere;
  }

  /** It would fail on any node. */
  static ToolFailure everywhere(String code, String message) {
    return new ToolFailure(code, message, false);
  }

  /** Another node, with another workspace, might succeed. */
  static ToolFailure here(String code, String message) {
    return new ToolFailure(code, message, true);
  }

  /** @param what the path as the submitter named it; the node's own folders stay private */
  static ToolFailure of(IOException failed, String what) {
    String reason = String
        .valueOf(failed instanceof FileSystemException named ? named.getReason() : failed.getMessage());
    return switch (failed) {
      case NoSuchFileException gone -> here(NOT_FOUND, what + " does not exist");
      case NotDirectoryException file -> here(NOT_A_FOLDER, what + " is not a folder");
      case AccessDeniedException denied -> here(DENIED, what + " may not be accessed by this node");
      case IOException other when reason.contains("Read-only file system") ->
        here(READ_ONLY, what + " is on a read-only disk");
      case IOException other when reason.contains("No space left") || reason.contains("quota exceeded") ->
        here(DISK_FULL,
            "no space left for " + what);
      case IOException other when reason.contains("symbolic link") ->
        here(SYMLINK, what + " is a symbolic link");
      case IOException other -> here(IO_ERROR, what + ": " + reason);
    };
  }

  String code() {
    return code;
  }

  boolean retryElsewhere() {
    return retryElsewhere;
  }
}
