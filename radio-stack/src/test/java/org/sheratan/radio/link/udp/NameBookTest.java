package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;

class NameBookTest {
  private static final InetAddress FIRST = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SECOND = InetAddress.ofLiteral("192.0.2.2");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private long nowMs = 1;
  private Optional<InetAddress> answer = Optional.of(FIRST);
  private final NameBook names = new NameBook(() -> Now.monotonic(nowMs), tasks::add, this::resolve);

  @Test
  void shouldAnswerOnlyAfterTheLookUp() {
    assertEquals(Optional.empty(), names.address("peer"));
    assertEquals(List.of(), asked);
    tasks.remove().run();
    assertEquals(Optional.of(FIRST), names.address("peer"));
  }

  @Test
  void shouldAskOnceWhileWaiting() {
    names.address("peer");
    names.address("peer");
    assertEquals(1, tasks.size());
  }

  @Test
  void shouldServeTheOldAddressUntilTheNewOneIsHere() {
    names.address("peer");
    tasks.remove().run();
    answer = Optional.of(SECOND);
    nowMs += 60_001;
    assertEquals(Optional.of(FIRST), names.address("peer"));
    tasks.remove().run();
    assertEquals(Optional.of(SECOND), names.address("peer"));
  }

  @Test
  void shouldAskAgainSoonAfterAFailure() {
    answer = Optional.empty();
    names.address("peer");
    tasks.remove().run();
    nowMs += 4_000;
    names.address("peer");
    assertEquals(0, tasks.size());
    nowMs += 2_000;
    names.address("peer");
    assertEquals(1, tasks.size());
  }

  @Test
  void shouldForgetTheOldestOfManyNames() {
    for (int index = 0; index < 65; index++) {
      names.address("peer" + index);
      tasks.remove().run();
    }
    assertEquals(Optional.of(FIRST), names.address("peer64"));
    assertEquals(Optional.empty(), names.address("peer0"));
  }

  @Test
  void shouldSurviveAnExecutorThatStopped() {
    NameBook stopped = new NameBook(() -> Now.monotonic(1), task -> {
      throw new RejectedExecutionException();
    }, this::resolve);
    assertEquals(Optional.empty(), stopped.address("peer"));
  }

  private InetAddress resolve(String host) throws UnknownHostException {
    asked.add(host);
    return answer.orElseThrow(() -> new UnknownHostException(host));
  }
}
