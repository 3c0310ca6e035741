package org.sheratan.core.mission;

import org.sheratan.kernel.NodeId;

/**
 * One award of a job and what became of it.
 *
 * @param number 1 for the first award
 * @param end how it ended, in a word: {@code completed}, {@code lease_lost}, {@code unknown}, {@code refused},
 *     {@code bad_receipt}, or the code its worker gave, such as {@code not_found}; empty while it holds
 * @param everywhere whether its worker said that the job fails on any node
 * @param late whether its result came after all, too late to be taken
 */
public record Attempt(int number, NodeId worker, String end, boolean everywhere, boolean late) {
  static Attempt given(int number, NodeId worker) {
    return new Attempt(number, worker, "", false, false);
  }

  Attempt ended(String how, boolean anywhere) {
    return new Attempt(number, worker, how, anywhere, late);
  }

  Attempt withLateResult() {
    return new Attempt(number, worker, end, everywhere, true);
  }
}
