package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.secure.AnnounceSeal;

/** Who is handed an announce, where two radios are up. */
class GiftsTest {
  private static final long LATER_MS = 60_000;
  private static final LinkProfile OTHER_RADIO = new LinkProfile("lora1", 255, 400, 5_000, true, false);

  private final Bench us = new Bench(1, 1, Fixtures.RADIO);
  private final Bench far = new Bench(1, 4, Fixtures.RADIO);
  private final LinkState second = new LinkTable().add(us.turn, new RecordingLink(OTHER_RADIO));
  private final Gifts gifts = new Gifts(us.id(), us.turn, new AnnounceSeal(us.network));

  private void give(LinkState on) {
    gifts.give(on, List.of(new RollBook.Known(far.id(), far.announce())),
        new RollBook(us.rooms.own, us.rooms.peers, us.rooms.neighbors, us.rooms.ways.routes()));
  }

  private List<Link> given() {
    us.advance(LATER_MS);
    return us.turn.drainFrames().stream().map(PolledMesh.OutboundFrame::link).toList();
  }

  @Test
  void shouldGiveOnceForSeveralRollsOnOneLink() {
    give(us.state);
    give(us.state);
    assertEquals(List.of(us.state.link()), given());
  }

  @Test
  void shouldGiveOnOneLinkWhatWasSaidOnAnother() {
    give(us.state);
    give(second);
    gifts.onSaid(us.state.link(), far.id());
    assertEquals(List.of(second.link()), given());
  }

  @Test
  void shouldGiveNothingOnALinkThatWentDown() {
    give(us.state);
    give(second);
    gifts.onLinkDown(second.link());
    assertEquals(List.of(us.state.link()), given());
    give(second);
    assertEquals(List.of(second.link()), given(), "it is up again");
  }
}
