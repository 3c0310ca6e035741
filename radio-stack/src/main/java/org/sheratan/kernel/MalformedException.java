package org.sheratan.kernel;

/** Input from outside that breaks its format. Names the field and the byte offset where it broke. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int offset;

  public MalformedException(String field, int offset, String reason) {
    // No stack trace: hostile input arrives by the million and must stay cheap to refuse.
    super(field + " at byte " + offset + ": " + reason, null, false, false);
    this.field = field;
    this.offset = offset;
  }

  public String field() {
    return field;
  }

  public int offset() {
    return offset;
  }
}
