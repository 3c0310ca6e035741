package org.sheratan.edge.cli.job;

import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/**
 * Tells a job's way in one line, from snapshots of it. Steps that passed between two snapshots are told all the same,
 * because an award can only follow an auction.
 */
public final class JobTranscript {
  private static final double STEP = 0.1;

  private String state = "";
  private double done;
  private double attempt;
  private double reassigned;
  private boolean auctionOpen;

  /** What is new in {@code job}; empty when nothing is. */
  public String next(View job) {
    StringBuilder text = new StringBuilder();
    if (state.isEmpty()) {
      text.append("job ").append(job.text("id")).append(" pending");
      state = "pending";
    }
    if (job.number("attempt") > attempt) {
      text.append(state.equals("working") ? again(job) : "").append(auctionOpen ? "" : " → auction")
          .append(award(job))
          .append(" → working");
      attempt = job.number("attempt");
      auctionOpen = false;
      done = 0;
      state = "working";
    }
    String now = job.text("state");
    if (!now.equals(state)) {
      text.append(state.equals("working") && !job.is("ended") ? again(job) : "");
      text.append(now.equals("pending") ? "" : " → " + now.replace('_', ' '));
      auctionOpen = now.equals("auction");
      state = now;
    }
    if (now.equals("working") && job.number("progress") >= done + STEP) {
      done = job.number("progress");
      text.append(' ').append(Math.round(100 * done)).append(" %");
    }
    if (job.is("ended")) {
      text.append(' ').append(Amounts.duration(job.number("took_s")));
    }
    return text.toString();
  }

  private String again(View job) {
    boolean lost = job.number("reassigned") > reassigned;
    reassigned = job.number("reassigned");
    return lost ? " → worker lost" : " → try again";
  }

  private static String award(View job) {
    return " (" + Amounts.count(job.text("bids"), "bid") + "; " + Printable.of(job.text("worker"))
        + " won: price "
        + Amounts.tokens(job.number("price_micros")) + ")";
  }
}
