package org.sheratan.edge.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class SharedEtherTest {
  /** Somewhere nobody else of this machine is likely to be. */
  static InetSocketAddress somewhere() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return new InetSocketAddress("127.0.0.1", 20_000 + free.getLocalPort() % 27_000);
    }
  }

  @Test
  void shouldReachAllOthersButNotItself() throws Exception {
    InetSocketAddress rendezvous = somewhere();
    try (SharedEther one = SharedEther.open(rendezvous);
        SharedEther two = SharedEther.open(rendezvous);
        SharedEther three = SharedEther.open(rendezvous)) {
      assertNotEquals(one.ownPort(), two.ownPort());
      List<BlockingQueue<Bytes>> heard = new ArrayList<>();
      for (SharedEther each : List.of(one, two, three)) {
        BlockingQueue<Bytes> queue = new LinkedBlockingQueue<>();
        heard.add(queue);
        Thread.ofPlatform().daemon().start(() -> each.receive(queue::add));
      }
      one.send(Bytes.hex("0102"));
      two.send(Bytes.hex("03"));
      assertEquals(Bytes.hex("03"), heard.get(0).poll(30, TimeUnit.SECONDS));
      assertEquals(Bytes.hex("0102"), heard.get(1).poll(30, TimeUnit.SECONDS));
      assertEquals(Bytes.hex("0102"), heard.get(2).poll(30, TimeUnit.SECONDS));
      assertEquals(Bytes.hex("03"), heard.get(2).poll(30, TimeUnit.SECONDS));
      assertTrue(heard.get(0).isEmpty());
    }
  }

  @Test
  void shouldRefuseAnEtherBeyondThisMachineAndOneThatIsFull() throws Exception {
    assertThrows(IOException.class, () -> SharedEther.open(new InetSocketAddress("192.0.2.1", 47_900)));
    assertThrows(IOException.class,
        () -> SharedEther.open(InetSocketAddress.createUnresolved("nowhere.invalid", 1)));
    InetSocketAddress rendezvous = somewhere();
    List<SharedEther> all = new ArrayList<>();
    IOException full = assertThrows(IOException.class, () -> {
      for (int process = 0; process <= SharedEther.PORTS; process++) {
        all.add(SharedEther.open(rendezvous));
      }
    });
    assertTrue(full.getMessage().contains("are taken"), full.getMessage());
    for (SharedEther each : all) {
      each.close();
    }
  }
}
