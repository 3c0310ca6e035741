package org.sheratan.edge.cli;

/**
 * Tells a job's way in one line, from snapshots of it. Steps that passed between two snapshots are told all the same,
 * because an award can only follow an auction.
 */
final class JobTranscript {
  private String state = "";
  private double attempt;
  private boolean auctionOpen;

  /** What is new in {@code job}; empty when nothing is. */
  String next(View job) {
    StringBuilder text = new StringBuilder();
    if (state.isEmpty()) {
      text.append("job ").append(job.text("id")).append(" pending");
      state = "pending";
    }
    if (job.number("attempt") > attempt) {
      text.append(attempt > 0 ? " → lost, again" : "").append(auctionOpen ? "" : " → auction")
          .append(award(job))
          .append(" → working");
      attempt = job.number("attempt");
      auctionOpen = false;
      state = "working";
    }
    String now = job.text("state");
    if (!now.equals(state)) {
      text.append(now.equals("working") ? "" : " → " + now.replace('_', ' '));
      auctionOpen = now.equals("auction");
      state = now;
    }
    if (job.is("ended")) {
      text.append(' ').append(Amounts.duration(job.number("age_s")));
    }
    return text.toString();
  }

  private static String award(View job) {
    String bids = job.text("bids");
    return " (" + bids + (bids.equals("1") ? " bid; " : " bids; ") + Printable.of(job.text("worker"))
        + " won: price "
        + Amounts.tokens(job.number("price_micros")) + ")";
  }
}
