package org.sheratan.core.sim;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.JobState;

/**
 * How a simulation went. It is simulated, whoever prints it says so.
 *
 * @param convergedMs true time at which every node knew every other; -1 when that never happened
 * @param simulatedMs true time that passed
 * @param accepted jobs promised by their owners
 * @param ends in which states these were in the end, and how many in each
 * @param kept of these, by other nodes too
 * @param deputies jobs of nodes that stood in for a silent owner
 * @param held jobs that a gate stopped until somebody decided
 * @param awards made, re-awards included
 * @param resumed runs of tools that went on from what an earlier run had handed in
 * @param messages between people, promised by their authors' nodes
 * @param delivered of these, as their authors were told
 * @param shownInGroups what was said in groups, counted at every node where it was shown
 * @param crashes power failures
 * @param transmissions frames put on the ether
 * @param airtime empty where packets have no law to keep
 * @param events that went into {@code traceHash}
 * @param traceHash SHA-256 over all events, hexadecimal
 */
public record FleetReport(int nodes, long seed, long convergedMs, long simulatedMs, int accepted,
    SortedMap<JobState, Integer> ends, int kept, int deputies, long held,
    long awards, int resumed, int messages, int delivered, int shownInGroups, int crashes, long transmissions,
    Optional<FleetAirtime> airtime, long events,
    String traceHash) {
  public FleetReport {
    ends = Collections.unmodifiableSortedMap(new TreeMap<>(ends));
  }

  /** With a result taken. */
  public int completed() {
    return ends.getOrDefault(JobState.COMPLETED, 0);
  }
}
