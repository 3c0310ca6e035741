package org.sheratan.core.tool;

import java.util.List;

/** How tools give up, in words that travel to the submitter and never change their meaning. */
public final class FailureCode {
  public static final String INVALID = "invalid";
  public static final String UNKNOWN_KIND = "unknown_kind";
  public static final String BUSY = "busy";
  public static final String STOPPED = "stopped";
  public static final String NOT_FOUND = "not_found";
  public static final String NOT_A_FILE = "not_a_file";
  public static final String NOT_A_FOLDER = "not_a_folder";
  public static final String SYMLINK = "symlink";
  public static final String SPECIAL_FILE = "special_file";
  public static final String UNNAMEABLE = "unnameable_file";
  public static final String NOT_TEXT = "not_text";
  public static final String TOO_LARGE = "too_large";
  public static final String TOO_MANY = "too_many_entries";
  public static final String TOO_DEEP = "too_deep";
  public static final String RESULT_TOO_LARGE = "result_too_large";
  public static final String DENIED = "denied";
  public static final String READ_ONLY = "read_only";
  public static final String DISK_FULL = "disk_full";
  public static final String TIMEOUT = "timeout";
  public static final String UNREACHABLE = "unreachable";
  public static final String BAD_ANSWER = "bad_answer";
  public static final String COMMAND_FAILED = "command_failed";
  public static final String IO_ERROR = "io_error";
  public static final String INTERNAL = "internal_error";

  /** Trouble of the moment (busy, a full disk, a network, an I/O error) is not among them, nor are words not known here. */
  private static final List<String> LASTING = List.of(INVALID, UNKNOWN_KIND, NOT_FOUND, NOT_A_FILE,
      NOT_A_FOLDER,
      SYMLINK, SPECIAL_FILE, UNNAMEABLE, NOT_TEXT, TOO_LARGE, TOO_MANY, TOO_DEEP, RESULT_TOO_LARGE, DENIED,
      READ_ONLY, COMMAND_FAILED);

  private FailureCode() {}

  /** Whether the same node, asked again, would say the same again. */
  public static boolean lasting(String code) {
    return LASTING.contains(code);
  }
}
