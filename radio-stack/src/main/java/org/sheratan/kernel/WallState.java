package org.sheratan.kernel;

/**
 * What a node knows of wall time, for people.
 *
 * @param wallMs as {@link Now#wallMs}
 * @param quality as {@link Now#quality}
 * @param notBeforeMs it is this late at least, milliseconds since 1970 UTC; 0 when nothing is known
 * @param machineWrong the machine's own clock stands before {@code notBeforeMs}
 * @param tellers other nodes whose word {@code quality} PEER rests on; 0 otherwise
 */
public record WallState(long wallMs, WallQuality quality, long notBeforeMs, boolean machineWrong,
    int tellers) {
  /** Where nothing but the reading itself is known. */
  public static WallState of(Now now) {
    return new WallState(now.wallMs(), now.quality(), 0, false, 0);
  }
}
