package org.sheratan.edge.doctor;

import java.util.Optional;

/** A process that holds the data folder and does not answer keeps every other one out of it. */
final class OtherProcess implements Examination {
  @Override
  public String id() {
    return "other-process";
  }

  @Override
  public boolean looksIntoFolder() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (!patient.listsLocks()) {
      return unknown("this machine does not tell who holds the data folder");
    }
    Optional<Long> holder = patient.lockHolder();
    if (holder.isEmpty()) {
      return patient.node().answering()
          ? well("held by the node that answers")
          : well("nobody holds the data folder");
    }
    String who = patient.program(holder.get()) + ", process " + holder.get();
    if (patient.node().answering()) {
      return well("held by the node that answers (" + who + ")");
    }
    return patient.node().starting()
        ? unknown("held by the node, which is starting (" + who + ")", "sheratan doctor")
        : wrong(
            who + ", holds the data folder and does not answer; give it half a minute if it is just stopping",
            patient.asOwner("kill " + holder.get()));
  }
}
