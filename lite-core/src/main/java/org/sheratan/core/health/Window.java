package org.sheratan.core.health;

/** How far back a baseline looks. Time in which the node was off does not count. */
public enum Window {
  HOUR("1h", 3_600), DAY("24h", 86_400), WEEK("7d", 604_800);

  private final String word;
  private final int seconds;

  Window(String word, int seconds) {
    this.word = word;
    this.seconds = seconds;
  }

  public String word() {
    return word;
  }

  public int seconds() {
    return seconds;
  }

  /** Samples that lie in it. */
  int samples() {
    return seconds / Baselines.SAMPLE_SECONDS;
  }
}
