package org.sheratan.core.market;

import java.util.Optional;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.Outcome.Completed;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage.Bequest;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Whether a result may be taken: its receipt must say exactly what was agreed. */
public final class ResultCheck {
  private final NodeId self;
  private final Bytes network;

  public ResultCheck(NodeId self, Bytes network) {
    this.self = self;
    this.network = network;
  }

  /** Why the receipt does not hold for the latest award of {@code job}; empty when it does. */
  public Optional<String> problem(Job job, Completed completed) {
    Optional<Long> asked = completed.receipt().map(Receipt::priceMicros);
    if (asked.isPresent() && asked.get() != job.priceMicros()) {
      return Optional.of("the receipt asks " + asked.get() + " micros, agreed were " + job.priceMicros());
    }
    return tooLongToHandOn(job, completed)
        .or(() -> problem(job.id(), job.attempt(), job.worker().orElse(self), completed));
  }

  /** What a deputy gives has to reach the owner it stands in for, in one message. */
  private Optional<String> tooLongToHandOn(Job job, Completed completed) {
    return job.notes().custody().deputyOf().flatMap(of -> completed.receipt()
        .map(receipt -> new Bequest(of, job.id(), completed.result(), receipt)))
        .filter(message -> !WireCodec.fits(message, self, self))
        .map(message -> "the result is too long to be handed on to " + message.job().owner());
  }

  /** Whether a job of {@code heir} that stood in for {@code job} was done, as its receipt for that heir says, for no more than allowed. */
  public boolean standsIn(Job job, NodeId heir, Bequest bequest) {
    Receipt receipt = bequest.receipt();
    return job.notes().custody().isHeir(heir) && bequest.deputy().owner().equals(heir.shortName())
        && receipt.priceMicros() <= job.spec().maxPriceMicros()
        && new ResultCheck(heir, network).problem(bequest.deputy(), receipt.attempt(), receipt.worker(),
            new Completed(bequest.result(), Optional.of(receipt))).isEmpty();
  }

  /** Why the receipt does not prove that {@code worker} did {@code attempt} of {@code job}; empty when it does. */
  public Optional<String> problem(JobId job, int attempt, NodeId worker, Completed completed) {
    if (completed.receipt().isEmpty()) {
      return Optional.of("no receipt");
    }
    Receipt receipt = completed.receipt().get();
    if (!receipt.job().equals(job) || receipt.attempt() != attempt || !receipt.owner().equals(self)) {
      return Optional.of("the receipt is for another job");
    }
    if (!receipt.worker().equals(worker)) {
      return Optional.of("the receipt is another worker's");
    }
    if (!Receipts.matches(receipt, completed.result())) {
      return Optional.of("the receipt is for another result");
    }
    return Receipts.verify(receipt, network)
        ? Optional.empty()
        : Optional.of("the receipt's signature is wrong");
  }
}
