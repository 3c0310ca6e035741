package org.sheratan.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

/** The published schema of the decision trace, formats included, asked by a validator that is not ours. */
public final class TraceSchema {
  private final JsonSchema schema;

  public TraceSchema() {
    Path file = Path.of(System.getProperty("sheratan.root"), "docs/vectors/decision_trace_v1.schema.json");
    try {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public void check(String line) {
    assertEquals(Set.of(), complaints(line), line);
  }

  Set<?> complaints(String line) {
    return schema.validate(line, InputFormat.JSON, TraceSchema::strict);
  }

  private static void strict(ExecutionContext context) {
    context.getExecutionConfig().setFormatAssertionsEnabled(true);
  }
}
