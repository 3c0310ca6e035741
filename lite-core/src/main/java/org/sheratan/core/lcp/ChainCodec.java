package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * A chain as the journal keeps it: version 1 = 1, then one object as parameters are written, with the fields of
 * {@link Chain} and {@link Row}.
 */
public final class ChainCodec {
  private static final int VERSION = 1;
  private static final int ANY = Integer.MAX_VALUE;
  private static final int MAX_ROWS = Math.max(LcpLimits.MAX_JOBS, LcpLimits.MAX_STEPS);

  private ChainCodec() {}

  public static Bytes encode(Chain chain) {
    Json.Obj object = Json.Obj.EMPTY.with("id", chain.id().toString())
        .with("mission", chain.mission().toString()).with("created_wall_ms", chain.createdWallMs())
        .with("limit_ms", chain.limitMs()).with("file_list", chain.fileList())
        .with("state", chain.state().word()).with("reason", chain.reason()).with("age_ms", chain.ageMs())
        .with("rows", new Json.Arr(chain.rows().stream().<Json>map(ChainCodec::encode).toList()));
    object = chain.form().isPresent() ? object.with("form", chain.form().get()) : object;
    object = chain.answer().isPresent() ? object.with("answer", chain.answer().get()) : object;
    object = chain.used().equals(LlmUsage.NONE)
        ? object
        : object.with("used_tokens", chain.used().tokens()).with("used_micros", chain.used().costMicros());
    object = chain.terms().equals(ChainTerms.NONE)
        ? object
        : object.with("priority", chain.terms().priority().code())
            .with("left_micros", chain.terms().leftMicros());
    // What is written and cannot be read again would end every start.
    Check.that(ValueCodec.depth(object) <= WireLimits.VALUE_DEPTH, "a chain nested too deep to be read");
    return new ByteWriter(1024).u8(VERSION).bytes(ValueCodec.encode(object)).toBytes();
  }

  private static Json.Obj encode(Row row) {
    Wanted wanted = row.wanted();
    Json.Obj object = Json.Obj.EMPTY.with("name", row.name()).with("kind", wanted.kind())
        .with("params", wanted.params()).with("needs", Json.Arr.ofTexts(wanted.needs()))
        .with("timeout_ms", wanted.timeoutMs()).with("task", row.task().toString())
        .with("parent", row.parent()).with("depth", row.depth())
        .with("after", new Json.Arr(row.after().stream().<Json>map(Json.Int::of).toList()))
        .with("state", row.state().word()).with("reason", row.reason());
    return row.job().isPresent() ? object.with("job", row.job().get().toString()) : object;
  }

  /** @throws MalformedException unless {@code encoded} is one chain of this version */
  public static Chain decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    int version = in.u8("chain version");
    if (version != VERSION) {
      throw new MalformedException("chain version", 0, "expected " + VERSION + ", found " + version);
    }
    if (!(ValueCodec.decode(encoded.slice(1, encoded.length())) instanceof Json.Obj object)) {
      throw new MalformedException("chain", 1, "expected an object");
    }
    Fields fields = Fields.of("chain", object);
    List<Row> rows = new ArrayList<>();
    for (Fields row : fields.objects("rows", MAX_ROWS)) {
      rows.add(row(rows.size() + 1, row));
    }
    int fileList = (int) fields.integer("file_list", 0, rows.size());
    if (rows.isEmpty()) {
      throw fields.malformed("rows", "empty");
    }
    return new Chain(ChainId.parse(fields.text("id", ANY)), MissionId.parse(fields.text("mission", ANY)),
        fields.integer("created_wall_ms", 0, Long.MAX_VALUE), fields.integer("limit_ms", 0, Long.MAX_VALUE),
        Optional.ofNullable(object.get("form")), rows, fileList,
        word(fields, "state", Chain.State.values(), Chain.State::word),
        fields.optionalText("reason", ANY).orElse(""), Optional.ofNullable(object.get("answer")),
        fields.integer("age_ms", 0, Long.MAX_VALUE),
        new LlmUsage(fields.integer("used_tokens", 0, Long.MAX_VALUE, 0),
            fields.integer("used_micros", 0, Long.MAX_VALUE, 0)),
        new ChainTerms(Priority.of((int) fields.integer("priority", 0, 3, Priority.NORMAL.code())),
            fields.integer("left_micros", 0, Long.MAX_VALUE, Long.MAX_VALUE)));
  }

  private static Row row(int number, Fields fields) {
    List<Integer> after = new ArrayList<>();
    for (Json need : fields.items("after", MAX_ROWS)) {
      boolean known = need instanceof Json.Int(var value) && value.signum() > 0 && value.bitLength() < 8
          && value.intValue() <= MAX_ROWS;
      if (!known) {
        throw fields.malformed("after", "expected numbers of rows");
      }
      after.add(((Json.Int) need).value().intValue());
    }
    Wanted wanted = new Wanted(fields.text("kind", LcpLimits.NAME_CHARS), fields.object("params").json(),
        fields.texts("needs", ANY, ANY), fields.integer("timeout_ms", 0, Long.MAX_VALUE));
    return new Row(number, fields.optionalText("name", LcpLimits.NAME_CHARS).orElse(""), wanted,
        TaskId.parse(fields.text("task", ANY)), (int) fields.integer("parent", 0, MAX_ROWS),
        (int) fields.integer("depth", 0, LcpLimits.MAX_DEPTH), after,
        word(fields, "state", Row.State.values(), Row.State::word),
        fields.optionalText("job", ANY).map(JobId::parse), fields.optionalText("reason", ANY).orElse(""));
  }

  private static <T> T word(Fields fields, String name, T[] values, Function<T, String> word) {
    List<String> words = Arrays.stream(values).map(word).toList();
    return values[words.indexOf(fields.oneOf(name, "", words))];
  }
}
