package org.sheratan.core.tool.local;

import org.sheratan.core.wire.WireLimits;

/**
 * What the tools of one node may use. Every failure names the limit it met.
 *
 * @param ioBytesPerSecond shared by all running tools; 0 for no limit
 * @param fileBytes longest file read or written as text
 * @param treeBytes most bytes hashed by one job
 * @param entries most files and folders looked at by one job
 * @param depth deepest folder below the workspace
 * @param resultBytes longest result, encoded: it must fit one message with its receipt
 */
public record ToolLimits(long ioBytesPerSecond, int fileBytes, long treeBytes, int entries, int depth,
    int resultBytes) {
  private static final int MIB = 1024 * 1024;
  private static final int RECEIPT_ROOM = 512;

  public static final ToolLimits STANDARD = new ToolLimits(4L * MIB, MIB, 64L * 1024 * MIB, 50_000, 32,
      WireLimits.MESSAGE_BYTES - RECEIPT_ROOM);

  public ToolLimits withIoBytesPerSecond(long bytes) {
    return new ToolLimits(bytes, fileBytes, treeBytes, entries, depth, resultBytes);
  }
}
