package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Map;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void shouldFollowXdgOnLinux() {
    UserFolders plain = new UserFolders("Linux", HOME, Map.of());
    assertEquals(HOME.resolve(".local/share/sheratan"), plain.node());
    assertEquals(HOME.resolve(".local/state/sheratan/airtime"), plain.airtime());
    assertEquals(Path.of("/state/sheratan/airtime"),
        new UserFolders("Linux", HOME, Map.of("XDG_STATE_HOME", "/state")).airtime());
    assertEquals(HOME.resolve(".local/state/sheratan/airtime"),
        new UserFolders("Linux", HOME, Map.of("XDG_STATE_HOME", "relative")).airtime());
  }

  @Test
  void shouldUseTheLibraryOnMacOs() {
    UserFolders mac = new UserFolders("Mac OS X", Path.of("/Users/me"), Map.of());
    assertEquals(Path.of("/Users/me/Library/Application Support/Sheratan/node"), mac.node());
    assertEquals(Path.of("/Users/me/Library/Application Support/Sheratan/airtime"), mac.airtime());
  }

  @Test
  void shouldUseLocalAppDataOnWindows() throws IOException {
    try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
      Path home = windows.getPath("C:\\Users\\me");
      UserFolders given = new UserFolders("Windows 11", home, Map.of("LOCALAPPDATA", "C:\\Local"));
      assertEquals("C:\\Local\\Sheratan\\node", given.node().toString());
      assertEquals("C:\\Local\\Sheratan\\airtime", given.airtime().toString());
      assertEquals("C:\\Users\\me\\AppData\\Local\\Sheratan\\node",
          new UserFolders("Windows 11", home, Map.of()).node().toString());
    }
  }
}
