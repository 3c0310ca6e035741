package org.sheratan.core.message;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;

/**
 * What was decided about each message that came here, so that however often it comes it is shown once and answered
 * the same. Outlives the message itself. Bounded for each author: of what lies before the oldest remembered nothing
 * is known any more. Beyond the bound of authors the one that sent nothing for longest is forgotten whole.
 *
 * <pre>
 * message/decided/NODE (id, hex)   last heard mark, floor epoch varint, floor sequence varint,
 *                                  (epoch varint, sequence varint, outcome 1) ascending, to the end
 * </pre>
 */
final class Decided {
  private static final String PREFIX = "message/decided/";

  private final Durable durable;
  private final MessageLimits limits;
  private final Marks marks;
  private final Map<NodeId, Author> authors = new TreeMap<>();

  /** Numbers a message of one author. */
  private record Number(int epoch, long sequence) implements Comparable<Number> {
    private static Number of(MessageId id) {
      return new Number(id.epoch(), id.sequence());
    }

    private static Number read(ByteReader in) {
      int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
      return new Number(epoch, in.varint("sequence", Long.MAX_VALUE));
    }

    private ByteWriter write(ByteWriter out) {
      return out.varint(epoch).varint(sequence);
    }

    @Override
    public int compareTo(Number other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
  }

  private static final class Author {
    private final TreeMap<Number, DeliveryOutcome> outcomes = new TreeMap<>();
    private Mark lastHeard = Mark.START;
    /** Nothing is known of this number and those before it, but for what {@link #outcomes} holds. */
    private Number floor = new Number(0, 0);
  }

  Decided(Durable durable, MessageLimits limits, Marks marks) {
    this.durable = durable;
    this.limits = limits;
    this.marks = marks;
    durable.under(PREFIX)
        .forEach(
            (name, record) -> authors.put(NodeId.parse(name.substring(PREFIX.length())), decode(record)));
  }

  /** Empty when it is new here. */
  Optional<DeliveryOutcome> about(NodeId from, MessageId id) {
    Author author = authors.get(from);
    if (author == null) {
      return Optional.empty();
    }
    Number number = Number.of(id);
    Optional<DeliveryOutcome> known = Optional.ofNullable(author.outcomes.get(number));
    return known.isEmpty() && number.compareTo(author.floor) <= 0
        ? Optional.of(DeliveryOutcome.FORGOTTEN)
        : known;
  }

  void remember(NodeId from, MessageId id, DeliveryOutcome outcome) {
    Author author = authors.computeIfAbsent(from, added -> new Author());
    author.lastHeard = marks.next();
    author.outcomes.put(Number.of(id), outcome);
    if (author.outcomes.size() > limits.perAuthor()) {
      author.floor = author.outcomes.pollFirstEntry().getKey();
    }
    durable.put(PREFIX + from.toHex(), encode(author));
    if (authors.size() > limits.authors()) {
      NodeId quietest = authors.entrySet().stream()
          .min(Comparator.comparing((Map.Entry<NodeId, Author> each) -> each.getValue().lastHeard))
          .orElseThrow()
          .getKey();
      authors.remove(quietest);
      durable.remove(PREFIX + quietest.toHex());
    }
  }

  private static Bytes encode(Author author) {
    ByteWriter out = new ByteWriter(256);
    author.lastHeard.write(out);
    author.floor.write(out);
    author.outcomes.forEach((number, outcome) -> number.write(out).u8(outcome.code()));
    return out.toBytes();
  }

  private static Author decode(Bytes record) {
    ByteReader in = new ByteReader(record);
    Author author = new Author();
    author.lastHeard = Mark.read(in);
    author.floor = Number.read(in);
    while (in.remaining() > 0) {
      Number number = Number.read(in);
      author.outcomes.put(number, DeliveryOutcome.of(in.u8("outcome")));
    }
    return author;
  }
}
