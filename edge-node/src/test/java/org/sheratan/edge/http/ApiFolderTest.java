package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.MalformedException;

class ApiFolderTest {
  @TempDir
  private Path folder;

  @Test
  void shouldKeepTheTokenForItsOwnerOnly() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    assertThrows(NoSuchFileException.class, files::readToken);
    files.writeToken(RunningApi.TOKEN);
    files.writeToken(RunningApi.TOKEN);
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(files.tokenFile())));
    assertTrue(files.readToken().matches(RunningApi.TOKEN.secret()));
    assertFalse(Files.exists(folder.resolve("api-token.new")));
  }

  @Test
  void shouldTellWhereTheApiIs() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    files.writeAddress(new InetSocketAddress("127.0.0.1", 8081));
    assertEquals("http://127.0.0.1:8081", files.readAddress());
    files.writeAddress(new InetSocketAddress(InetAddress.getByName("::1"), 8081));
    assertEquals("http://[0:0:0:0:0:0:0:1]:8081", files.readAddress());
    files.writeAddress(new InetSocketAddress("0.0.0.0", 1));
    assertEquals("http://127.0.0.1:1", files.readAddress());
  }

  @Test
  void shouldRefuseAnAddressThatLeadsElsewhere() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    for (String text : new String[]{"", "http://a/b:1", "https://a:1", "http://user@a:1",
        "file:/etc/passwd"}) {
      Files.writeString(files.addressFile(), text);
      assertThrows(MalformedException.class, files::readAddress, text);
    }
  }
}
