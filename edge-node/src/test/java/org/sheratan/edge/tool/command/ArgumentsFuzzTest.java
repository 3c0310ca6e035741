package org.sheratan.edge.tool.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.SchemaReader;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.edge.config.MutatedText;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** An operator's words with a stranger's parameters in them. */
class ArgumentsFuzzTest {
  private static final Schema SCHEMA = SchemaReader.read("schema", JsonReader.readObject(Bytes.utf8(
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"f\":{\"type\":\"string\"}}}")));
  private static final List<String> WORDS = List.of("{a}", "{a}{f}", "{f:file}", "{a}{f:file}", "x{a}",
      "{a}-o");
  private static final String SIGNS = "-./\\ ={}$`\u0000\u00e9a1";

  @Test
  void shouldNeverMakeAnOptionNorLeaveTheWorkspace() throws ToolFailure {
    SeededEntropy entropy = new SeededEntropy(20_261_122);
    Arguments arguments = Arguments.parse("arguments", WORDS, SCHEMA);
    int taken = 0;
    int rounds = Integer.getInteger("sheratan.fuzz", 100_000);
    for (int round = 0; round < rounds; round++) {
      Json.Obj params = Json.Obj.EMPTY.with("a", MutatedText.of("", SIGNS, entropy.nextInt(3), entropy)).with(
          "f",
          MutatedText.of("a/b", SIGNS, entropy.nextInt(3), entropy));
      try {
        arguments.check(params);
        List<String> filled = arguments.of(params, path -> "/work/" + path);
        assertEquals(WORDS.size(), filled.size(), params.toString());
        assertTrue(filled.stream().noneMatch(word -> word.startsWith("-") || word.indexOf(0) >= 0),
            filled.toString());
        assertTrue(filled.get(2).startsWith("/work/")
            && List.of(filled.get(2).split("/")).stream().noneMatch(name -> name.equals("..")),
            filled.get(2));
        taken++;
      } catch (MalformedException refused) {
        assertTrue(refused.field().startsWith("params."), refused.field());
      }
    }
    assertTrue(taken > rounds / 100, "some pass: " + taken);
  }
}
