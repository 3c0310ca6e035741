package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;

import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.relay.Relay;
import org.sheratan.edge.relay.WorkerBook;

/** A data folder on a file system without POSIX modes, as on Windows; an emulated one: nothing was tried on Windows. */
class WithoutModesTest {
  private static FileSystem windows(String... views) {
    return Jimfs.newFileSystem(Configuration.windows().toBuilder().setAttributeViews("basic", views).build());
  }

  private static Init.Request request(Path folder) {
    return new Init.Request(folder, Optional.empty(), Init.configFor("a"));
  }

  @Test
  void shouldSetUpANode() throws IOException, StartRefusal {
    try (FileSystem system = windows("acl", "owner")) {
      DataFolder folder = Init.run(request(system.getPath("C:\\Users\\me\\node"))).folder();
      for (Path secret : List.of(folder.top(), folder.identityFile(), folder.networkKeyFile())) {
        assertEquals("", PrivateFiles.others(secret), secret.toString());
      }
      assertEquals(64, SecretFile.read(folder.networkKeyFile()).length());
    }
  }

  @Test
  void shouldKeepTokenAndAddress() throws IOException {
    try (FileSystem system = windows("acl", "owner")) {
      ApiFolder files = new ApiFolder(system.getPath("C:\\"));
      files.writeToken(RunningApi.TOKEN);
      files.leaveAddress(new InetSocketAddress("127.0.0.1", 8081));
      files.leaveAddress(new InetSocketAddress("127.0.0.1", 8082));
      assertEquals(RunningApi.TOKEN.secret(), files.readToken().secret());
      assertEquals(Optional.of("http://127.0.0.1:8082"), files.liveAddress());
      assertEquals("", PrivateFiles.others(files.tokenFile()));
    }
  }

  @Test
  void shouldChangeAConfiguration() throws IOException, ConfigException, StartRefusal {
    try (FileSystem system = windows("acl", "owner")) {
      Path file = Init.run(request(system.getPath("C:\\node"))).folder().configFile();
      ConfigEdit.set(file, "radio", "region", "\"EU868\"");
      assertEquals("EU868", ConfigReader.read(file).radio().region());
    }
  }

  /** Emulated Windows opens no files relative to a folder, like the real one. */
  @Test
  void shouldOfferNoJobsThatCouldLeaveTheWorkspace() throws IOException, ConfigException, StartRefusal {
    Path here = Path.of("").toAbsolutePath().resolve("sheratan.toml");
    NodeTools tools = new NodeTools(ToolCatalog.standard(), new TreeMap<>(),
        new Relay(new WorkerBook(), Optional.empty()), List.of());
    assertEquals(List.of("hash_files", "list_files", "ping", "read_file", "read_file_batch", "rewrite_file",
        "system_info", "walk_tree", "write_file"),
        NodeChoices.card(ConfigReader.parse(here, ""), tools).capabilities().stream()
            .sorted()
            .toList());
    try (FileSystem system = windows("acl", "owner")) {
      Config config = ConfigReader.parse(system.getPath("C:\\sheratan.toml"), "");
      assertEquals(List.of("ping", "system_info"),
          NodeChoices.card(config, tools).capabilities().stream().sorted().toList());
    }
  }

  @Test
  void shouldRefuseToKeepSecretsWhereEverybodyCanRead() throws IOException {
    try (FileSystem system = windows()) {
      Path folder = system.getPath("C:\\stick");
      StartRefusal refused = assertThrows(StartRefusal.class, () -> Init.run(request(folder)));
      assertTrue(refused.getMessage().contains("everybody could read secrets here"), refused.getMessage());
      Files.createDirectory(folder);
      assertThrows(StartRefusal.class, () -> Init.run(request(folder)));
      try (var left = Files.list(folder)) {
        assertEquals(0, left.count());
      }
    }
  }
}
