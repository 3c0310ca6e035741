package org.sheratan.edge.tool.web;

/**
 * @param timeoutMs of a whole call, redirects included
 * @param idleMs longest silence of the other side
 * @param bodyBytes longest body taken
 */
public record WebLimits(long timeoutMs, int idleMs, long bodyBytes) {
  static final int HEAD_BYTES = 16 * 1024;
  static final int LINE_BYTES = 8 * 1024;
  static final int MAX_REDIRECTS = 5;
}
