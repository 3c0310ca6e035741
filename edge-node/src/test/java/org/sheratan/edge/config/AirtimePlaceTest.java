package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirtimePlaceTest {
  @TempDir
  Path folder;

  /** A user's own node and the service had a record each for one transmitter, and an hour each. */
  @Test
  void shouldBeOnePlaceForAllUsersWhereTheMachineHasOne() throws IOException {
    Path machine = folder.resolve("sheratan-airtime");
    Path user = folder.resolve("user");
    assertEquals(user, AirtimePlace.choose(machine, user));
    Files.createDirectory(machine);
    assertEquals(machine, AirtimePlace.choose(machine, user));
  }

  @Test
  void shouldNotTakeAFileForAPlace() throws IOException {
    Path machine = Files.createFile(folder.resolve("sheratan-airtime"));
    assertEquals(folder, AirtimePlace.choose(machine, folder));
  }
}
