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
import java.util.Optional;

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
    files.leaveAddress(new InetSocketAddress("127.0.0.1", 8081));
    assertEquals(Optional.of("http://127.0.0.1:8081"), files.liveAddress());
    files.leaveAddress(new InetSocketAddress(InetAddress.getByName("::1"), 8081));
    assertEquals(Optional.of("http://[0:0:0:0:0:0:0:1]:8081"), files.liveAddress());
    files.leaveAddress(new InetSocketAddress("0.0.0.0", 1));
    assertEquals(Optional.of("http://127.0.0.1:1"), files.liveAddress());
  }

  @Test
  void shouldRefuseAnAddressThatLeadsElsewhere() throws IOException {
    ApiFolder files = new ApiFolder(folder);
    for (String text : new String[]{"", "http://a/b:1", "https://a:1", "http://user@a:1",
        "file:/etc/passwd"}) {
      try (LivingLine line = LivingLine.leave(files.addressFile(), text)) {
        assertThrows(MalformedException.class, files::liveAddress, line + text);
      }
    }
  }
}
