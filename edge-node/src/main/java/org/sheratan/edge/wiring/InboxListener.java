package org.sheratan.edge.wiring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.sheratan.core.node.Input;
import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.FrameTap;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;

/**
 * Puts what a link hears into the inbox.
 *
 * @param nodeBusy counts the frames that it did not take
 * @param tap sees every frame first; none where the link has one of its own
 */
record InboxListener(Inbox inbox, AtomicLong nodeBusy, FrameTap tap) implements LinkListener {
  @Override
  public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    tap.onFrame(link.profile().name(), false, frame, signal);
    if (!inbox.put(new Input.FrameArrived(link, from, frame, signal))) {
      nodeBusy.incrementAndGet();
    }
  }

  @Override
  public void onState(Link link, boolean up, String why) {
    Log.info("link", "name", link.profile().name(), "up", up, "why", why);
    inbox.put(new Input.LinkChanged(link, up, why));
  }
}
