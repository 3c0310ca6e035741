package org.sheratan.core.sim;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/** Prints the trace hash of each seed, one a line: run in a second JVM, whose answer must be the same. */
final class TraceHashes {
  private TraceHashes() {}

  /** @param args first seed and how many */
  public static void main(String[] args) {
    long first = Long.parseLong(args[0]);
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true,
        StandardCharsets.UTF_8);
    LongStream.range(first, first + Long.parseLong(args[1])).parallel()
        .mapToObj(seed -> Fleet.run(FleetPlan.harsh(seed)).traceHash()).forEachOrdered(out::println);
  }
}
