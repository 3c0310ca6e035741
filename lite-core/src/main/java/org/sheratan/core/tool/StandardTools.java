package org.sheratan.core.tool;

import java.util.List;

/** The tools every node knows of, as data. What their schemas cannot say of paths is in {@link ToolParams}. */
final class StandardTools {
  private static final String ROOTS = """
      "root":{"type":"string","maxLength":1024,"description":"Folder inside the workspace; the whole of it when left out.",
        "examples":["docs"]},
      "root_path":{"type":"string","maxLength":1024,"description":"The same as root."},
      "path":{"type":"string","maxLength":1024,"description":"The same as root."},
      "project_root":{"type":"string","maxLength":1024,"description":"The same as root."}""";
  private static final String LISTING = """
      {"type":"object","properties":{
      %s,
      "patterns":{"type":"array","maxItems":32,"items":{"type":"string","minLength":1,"maxLength":256},"default":["*"],
        "description":"Names wanted: * and ? stand for anything but /, ** for folders too.","examples":[["*.txt"]]},
      "recursive":{"type":"boolean","default":%s,"description":"Whether to look into folders below."}}}""";
  private static final String FILE = """
      "root":{"type":"string","maxLength":1024,"default":".","description":"Folder inside the workspace that the path begins in."},
      "rel_path":{"type":"string","minLength":1,"maxLength":1024,"description":"The same as path."},
      "path":{"type":"string","minLength":1,"maxLength":1024,"description":"The file, inside the workspace.",
        "examples":["hello.txt"]}""";
  private static final String FULL = """
      "full_content":{"type":"boolean","default":false,
        "description":"All of it; otherwise text above 1,000 characters is cut in the middle."}""";
  private static final String ONE_FILE = """
      "anyOf":[{"required":["rel_path"]},{"required":["path"]}]""";
  private static final String READING = """
      {"type":"object","properties":{
      %s,
      %s},
      %s}""".formatted(FILE, FULL, ONE_FILE);
  private static final String BATCH = """
      {"type":"object","properties":{
      "root":{"type":"string","maxLength":1024,"default":".","description":"Folder inside the workspace that all paths begin in."},
      "paths":{"type":"array","maxItems":100,"items":{"type":"string","minLength":1,"maxLength":1024},
        "description":"The files, inside the workspace.","examples":[["hello.txt"]]},
      "limit":{"type":"integer","minimum":1,"maximum":100,"default":10,"description":"Read only the first so many."},
      %s},
      "required":["paths"]}"""
      .formatted(FULL);
  private static final String WRITING = """
      {"type":"object","properties":{
      %s,
      "content":{"type":"string","maxLength":65536,"default":"","description":"What to write.","examples":["Hello."]},
      "mode":{"type":"string","enum":["overwrite","append"],"default":"overwrite",
        "description":"append adds to what is there, each time it runs."}},
      %s}"""
      .formatted(FILE, ONE_FILE);
  private static final String REWRITING = """
      {"type":"object","properties":{
      %s,
      "new_content":{"type":"string","maxLength":65536,"description":"What is to be in the file.","examples":["Hello."]}},
      "required":["new_content"],
      %s}"""
      .formatted(FILE, ONE_FILE);
  private static final String HASHING = """
      {"type":"object","properties":{
      %s,
      "per_file":{"type":"boolean","default":false,"description":"Also the hash of each file."}}}"""
      .formatted(ROOTS);

  private static final String SENSORS = """
      {"type":"object","additionalProperties":false,"properties":{
      "sensor":{"type":"string","minLength":1,"maxLength":128,
        "description":"One sensor, as named in a result; all of them when left out.",
        "examples":["hwmon/cpu_thermal/temp1"]}}}""";

  private static final String FETCHING = """
      {"type":"object","additionalProperties":false,"required":["url"],"properties":{
      "url":{"type":"string","minLength":8,"maxLength":2048,"examples":["https://example.org/status.json"],
        "description":"What to fetch, by http or https, of a host that the worker's operator allows."},
      %s}}""".formatted(FULL);
  private static final String LLM_BOUNDS = """
      "model":{"type":"string","minLength":1,"maxLength":128,
        "description":"One of the models the worker offers; its first when left out.","examples":["qwen2.5:0.5b"]},
      "max_tokens":{"type":"integer","minimum":1,"maximum":32768,"description":"Longest answer; the worker's own bound counts too."},
      "temperature":{"type":"number","minimum":0,"maximum":2,"description":"0 for the likeliest words."}""";
  private static final String LLM_CALL = """
      {"type":"object","additionalProperties":false,"required":["prompt"],"properties":{
      "prompt":{"type":"string","minLength":1,"maxLength":32768,"description":"What to ask.","examples":["What is LoRa?"]},
      "system":{"type":"string","maxLength":8192,"description":"What to tell the model of itself beforehand."},
      %s}}"""
      .formatted(LLM_BOUNDS);
  private static final String AGENT_PLAN = """
      {"type":"object","required":["user_prompt"],"properties":{
      "user_prompt":{"type":"string","minLength":1,"maxLength":32768,"description":"What is to be done.",
        "examples":["Summarize the notes in docs."]},
      %s}}""".formatted(LLM_BOUNDS);

  private static final String AUDITING = """
      {"type":"object","additionalProperties":false,"required":["case"],"properties":{
      "case":{"type":"string","minLength":1,"maxLength":65536,"examples":["eyJqb2IiOiJrN2YzcTJhYi0zLTE3In0="],
        "description":"What is asked about: base64 of {job, kind, needs, origin, params}."}}}""";

  private static final String BYTE = "byte";
  private static final String ENTRY = "entry";
  private static final String RUN = "run";
  private static final String TOKEN = "token";

  static final List<ToolKind> ALL = List.of(
      new ToolKind("ping", "Answers pong: shows that jobs arrive and results come back.", true, RUN,
          Schema.ANYTHING, params -> {}),
      new ToolKind("system_info", "What the machine says of itself: load, memory, disk, temperature.", true,
          RUN, Schema.ANYTHING, params -> {}),
      new ToolKind("list_files", "Names the files of a folder.", true, ENTRY, listing(false),
          ToolParams::listing),
      new ToolKind("walk_tree", "Names the files of a folder and of all folders below it.", true, ENTRY,
          listing(true), ToolParams::listing),
      new ToolKind("read_file", "Reads one text file.", true, BYTE, SchemaReader.read(READING),
          ToolParams::reading),
      new ToolKind("read_file_batch", "Reads several text files.", true, BYTE, SchemaReader.read(BATCH),
          ToolParams::batch),
      // Appending twice is not appending once, so the whole kind counts as not repeatable.
      new ToolKind("write_file", "Writes a text file, or adds to one.", false, BYTE,
          SchemaReader.read(WRITING), ToolParams::writing),
      new ToolKind("rewrite_file", "Replaces what is in a text file.", true, BYTE,
          SchemaReader.read(REWRITING), ToolParams::rewriting),
      new ToolKind("hash_files", "SHA-256 of a folder's files, as sha256sum prints it.", true, BYTE,
          SchemaReader.read(HASHING), ToolParams::hashing),
      new ToolKind("sensor_read",
          "Reads this machine's sensors: temperature, humidity, voltage and the like.",
          true, RUN, SchemaReader.read(SENSORS), params -> {}),
      new ToolKind("http_fetch", "Fetches text from the web, of hosts that the worker's operator allows.",
          true,
          BYTE, SchemaReader.read(FETCHING), params -> {}),
      new ToolKind("llm_call", "Asks a language model.", true, TOKEN, SchemaReader.read(LLM_CALL),
          params -> {}),
      new ToolKind("llm_models",
          "Names a worker's language models, with digest and license where they are told.",
          true, RUN, SchemaReader.read("{\"type\":\"object\",\"additionalProperties\":false}"), params -> {}),
      new ToolKind("agent_plan", "Has a language model plan jobs for a goal.", true, TOKEN,
          SchemaReader.read(AGENT_PLAN), params -> {}),
      new ToolKind("audit", "Says whether another job should run: a second opinion.", true, RUN,
          SchemaReader.read(AUDITING), params -> {}));

  private StandardTools() {}

  private static Schema listing(boolean recursive) {
    return SchemaReader.read(LISTING.formatted(ROOTS, recursive));
  }
}
