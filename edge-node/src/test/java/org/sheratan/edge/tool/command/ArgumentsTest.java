package org.sheratan.edge.tool.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.tool.Schema;
import org.sheratan.core.tool.SchemaReader;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class ArgumentsTest {
  private static final Schema SCHEMA = SchemaReader.read("schema", json(
      """
          {"type":"object","properties":{"path":{"type":"string"},"page":{"type":"integer"},"text":{"type":"string"},
           "list":{"type":"array"}}}"""));

  private static Json.Obj json(String text) {
    return JsonReader.readObject(Bytes.utf8(text));
  }

  private static List<String> filled(List<String> words, String params) throws ToolFailure {
    Arguments arguments = Arguments.parse("arguments", words, SCHEMA);
    arguments.check(json(params));
    return arguments.of(json(params), path -> "/work/" + path);
  }

  private static void refused(String message, List<String> words, String params) {
    assertEquals(message, assertThrows(MalformedException.class, () -> filled(words, params)).getMessage());
  }

  @Test
  void shouldPutParametersIntoSingleWords() throws ToolFailure {
    assertEquals(List.of("-layout", "/work/a/b c.pdf", "-"),
        filled(List.of("-layout", "{path:file}", "-"), "{\"path\":\"./a//b c.pdf\"}"));
    assertEquals(List.of("--page=7", "x; rm -rf $HOME `id` | {page}"),
        filled(List.of("--page={page}", "{text}"),
            "{\"page\":7,\"text\":\"x; rm -rf $HOME `id` | {page}\"}"));
    assertEquals(List.of("{", "{}", "{a b}", "7/7"),
        filled(List.of("{", "{}", "{a b}", "{page}/{page}"), "{\"page\":7}"));
  }

  @Test
  void shouldLeaveOutWordsWhoseParameterIsNotGiven() throws ToolFailure {
    assertEquals(List.of("-"), filled(List.of("--page={page}", "{text}", "-"), "{}"));
  }

  @Test
  void shouldRefuseWhatWouldBeAnOptionOrLeadOut() {
    refused("params.text: the word begins with -, as options do", List.of("{text}"), "{\"text\":\"-rf\"}");
    refused("params.text: holds a null character", List.of("a{text}"), "{\"text\":\"\\u0000\"}");
    refused("params.path: leads upward with ..", List.of("{path:file}"), "{\"path\":\"../network.key\"}");
    refused("params.path: absolute; give a path inside the workspace", List.of("{path:file}"),
        "{\"path\":\"/etc/passwd\"}");
    refused("params.path: names no file", List.of("{path:file}"), "{\"path\":\".\"}");
  }

  /** An empty parameter before it let the second one be an option; numbers below zero were refused. */
  @Test
  void shouldJudgeTheWholeWord() throws ToolFailure {
    String option = "params.text: the word begins with -, as options do";
    refused(option, List.of("{text}{path}"), "{\"text\":\"\",\"path\":\"--output=x\"}");
    refused(option, List.of("{text}-rf"), "{\"text\":\"\"}");
    refused(option, List.of("{text}"), "{\"text\":\"-1\"}");
    refused("params.page: the word begins with -, as options do", List.of("{page}{text}"),
        "{\"page\":-1,\"text\":\"x\"}");
    assertEquals(List.of("-1"), filled(List.of("{page}"), "{\"page\":-1}"));
    assertEquals(List.of("--at=-rf"), filled(List.of("--at={text}"), "{\"text\":\"-rf\"}"));
    assertEquals(List.of("a-rf", "-x"),
        filled(List.of("{text}-rf", "-{path}"), "{\"text\":\"a\",\"path\":\"x\"}"));
  }

  @Test
  void shouldRefuseListsOfArgumentsThatFitNoSchema() {
    refused("arguments: {other} names no single value of the schema", List.of("{other}"), "{}");
    refused("arguments: {list} names no single value of the schema", List.of("a{list}"), "{}");
    refused("arguments: {page:file} names no text of the schema", List.of("{page:file}"), "{}");
  }
}
