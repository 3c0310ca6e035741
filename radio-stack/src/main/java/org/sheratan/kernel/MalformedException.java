package org.sheratan.kernel;

/** Input from outside that breaks its format. Names the field, and the byte offset where it broke if there is one. */
public final class MalformedException extends RuntimeException {
  /** For {@link #offset()}: the value was taken apart already, only its field is known. */
  public static final int NO_OFFSET = -1;
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int offset;
  private final String reason;

  public MalformedException(String field, int offset, String reason) {
    // No stack trace: hostile input arrives by the million and must stay cheap to refuse.
    super(field + (offset < 0 ? "" : " at byte " + offset) + ": " + reason, null, false, false);
    this.field = field;
    this.offset = offset;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  public int offset() {
    return offset;
  }

  /** What is wrong, without field and offset. */
  public String reason() {
    return reason;
  }
}
