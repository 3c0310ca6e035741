package org.sheratan.radio.link.lora;

import java.util.List;

/** What a radio's test of itself has found, check by check, in the order they were made. */
public record SelfTestReport(List<Check> checks) {
  /** What depends on a check that failed is skipped. */
  public enum Result {
    PASS, FAIL, SKIPPED
  }

  /**
   * @param name {@code handshake}, {@code settings}, {@code noise}, {@code law}, {@code antenna}, {@code transmit}
   * @param why for people
   */
  public record Check(String name, Result result, String why) {}

  public SelfTestReport {
    checks = List.copyOf(checks);
  }

  public boolean passed() {
    return checks.stream().noneMatch(check -> check.result() == Result.FAIL);
  }
}
