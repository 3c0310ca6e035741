package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.engine.Fixtures;

class MeshTurnTest {
  private final MeshTurn turn = new MeshTurn(new SeededEntropy(1), Now.monotonic(0));

  private void send(Link link, int length) {
    turn.send(link, LinkEndpoint.EVERYONE, Bytes.copyOf(new byte[length]), false);
  }

  @Test
  void shouldCountWhatIsTooLongForItsLink() {
    Link link = Fixtures.deadLink(Fixtures.RADIO);
    int mtu = link.profile().mtuBytes();
    send(link, mtu);
    send(link, mtu + 1);
    assertEquals(1, turn.drainFrames().size());
    assertEquals(1, turn.tally().of(Count.REFUSED));
    assertEquals(1, turn.tally().of(Count.FRAMES_OUT));
  }

  @Test
  void shouldSendNothingWhereNothingMayBeSent() {
    Link silent = Fixtures.deadLink(new LinkProfile("lora0", 255, 1_000, 1_000, true, false, 1_000, true));
    send(silent, 10);
    assertEquals(List.of(), turn.drainFrames());
    assertEquals(0, turn.tally().of(Count.REFUSED));
    assertEquals(0, turn.tally().of(Count.FRAMES_OUT));
  }
}
