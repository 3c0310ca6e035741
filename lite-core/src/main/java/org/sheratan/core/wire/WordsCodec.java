package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/** {@code epoch varint, sequence varint, text}; options priority, age, group. */
final class WordsCodec implements MessageCodec<WireMessage.Words> {
  @Override
  public void encode(WireMessage.Words words, Head head, ByteWriter out) {
    MessageIdCodec.write(words.id(), head.sender(), out);
    out.text(WordsText.check(words.text()));
    Options options = Options.none().varint(JobOptions.PRIORITY, words.priority().code(),
        Priority.NORMAL.code());
    if (words.ageMs() > 0) {
      options.put(JobOptions.AGE, age -> DurationCodec.write(words.ageMs(), age));
    }
    words.group().ifPresent(group -> options.put(JobOptions.GROUP, field -> field.bytes(group.bytes())));
    options.writeTo(out);
  }

  @Override
  public WireMessage.Words decode(Head head, ByteReader in) {
    MessageId id = MessageIdCodec.read(head.sender(), in);
    int start = in.offset();
    String text = WordsText.check(in.text("text", WireLimits.WORDS_BYTES), start);
    Options options = Options.read(in);
    return new WireMessage.Words(id, text, JobOptions.priority(options), age(options), group(options));
  }

  private static Optional<GroupId> group(Options options) {
    ByteReader in = options.get(JobOptions.GROUP);
    if (in == null) {
      return Optional.empty();
    }
    GroupId group = new GroupId(in.bytes("group", GroupId.LENGTH));
    in.end("group");
    return Optional.of(group);
  }

  private static long age(Options options) {
    ByteReader in = options.get(JobOptions.AGE);
    if (in == null) {
      return 0;
    }
    long ageMs = DurationCodec.read("age", in);
    in.end("age");
    return ageMs;
  }
}
