package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * {@code attempt varint, outcome 1}, then
 *
 * <pre>
 * 0 completed                result value
 * 1 completed with receipt   result value, then see {@link SentReceipt}
 * 2 failed, not elsewhere    code text; option text
 * 3 failed, try elsewhere    code text; option text
 * 4 outcome unknown          nothing
 * </pre>
 */
final class ResultCodec implements MessageCodec<WireMessage.Result> {
  private static final int COMPLETED = 0;
  private static final int COMPLETED_WITH_RECEIPT = 1;
  private static final int FAILED = 2;
  private static final int FAILED_RETRY_ELSEWHERE = 3;
  private static final int UNKNOWN = 4;

  @Override
  public void encode(WireMessage.Result result, Head head, ByteWriter out) {
    out.varint(result.attempt());
    switch (result.outcome()) {
      case Outcome.Completed completed -> {
        out.u8(completed.receipt().isPresent() ? COMPLETED_WITH_RECEIPT : COMPLETED);
        ValueCodec.writeObject(completed.result(), out);
        completed.receipt()
            .ifPresent(receipt -> writeReceipt(receipt, result, completed.result(), head, out));
      }
      case Outcome.Failed failed -> {
        out.u8(failed.retryElsewhere() ? FAILED_RETRY_ELSEWHERE : FAILED).text(failed.code());
        Options.none().text(JobOptions.TEXT, failed.message()).writeTo(out);
      }
      case Outcome.Unknown() -> out.u8(UNKNOWN);
    }
  }

  @Override
  public WireMessage.Result decode(Head head, ByteReader in) {
    int attempt = (int) in.varint("attempt", WireLimits.MAX_ROUND);
    int start = in.offset();
    int code = in.u8("outcome");
    Outcome outcome = switch (code) {
      case COMPLETED -> completed(head, attempt, false, in);
      case COMPLETED_WITH_RECEIPT -> completed(head, attempt, true, in);
      case FAILED -> failed(false, in);
      case FAILED_RETRY_ELSEWHERE -> failed(true, in);
      case UNKNOWN -> new Outcome.Unknown();
      default -> throw new MalformedException("outcome", start, "unknown code " + code);
    };
    Options.read(in);
    return new WireMessage.Result(head.job(), attempt, outcome);
  }

  private static Outcome.Completed completed(Head head, int attempt, boolean withReceipt, ByteReader in) {
    Json.Obj result = ValueCodec.readObject("result", in);
    Optional<Receipt> receipt = withReceipt
        ? Optional.of(SentReceipt.read(head, attempt, result, in))
        : Optional.empty();
    return new Outcome.Completed(result, receipt);
  }

  private static Outcome.Failed failed(boolean retryElsewhere, ByteReader in) {
    int start = in.offset();
    String code = in.text("failure code", WireLimits.NAME_BYTES);
    if (code.isEmpty()) {
      throw new MalformedException("failure code", start, "empty");
    }
    String text = Options.read(in).text(JobOptions.TEXT, "text", WireLimits.TEXT_BYTES);
    return new Outcome.Failed(code, text, retryElsewhere);
  }

  private static void writeReceipt(Receipt receipt, WireMessage.Result result, Json.Obj value, Head head,
      ByteWriter out) {
    boolean same = receipt.job().equals(result.job()) && receipt.attempt() == result.attempt();
    Check.that(same && Receipts.matches(receipt, value), "the receipt is for another result");
    SentReceipt.write(receipt, head, out);
  }
}
