package org.sheratan.radio.link.lora.hardware;

/** A board profile that cannot be used: which file, which line (0 when something is missing), which key, what fits. */
public final class BoardProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String key;

  BoardProfileException(String file, int line, String key, String what) {
    super(file + (line > 0 ? ":" + line : "") + ": " + key + ": " + what);
    this.file = file;
    this.line = line;
    this.key = key;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String key() {
    return key;
  }
}
