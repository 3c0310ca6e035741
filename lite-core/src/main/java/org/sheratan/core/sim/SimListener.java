package org.sheratan.core.sim;

import java.util.Optional;
import java.util.function.Consumer;

import org.sheratan.core.node.Input;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.Signal;

/** Turns what the ether brings into inputs of a node. */
record SimListener(Consumer<Input> node) implements LinkListener {
  @Override
  public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
    node.accept(new Input.FrameArrived(link, from, frame, signal));
  }

  @Override
  public void onState(Link link, boolean up, String why) {
    node.accept(new Input.LinkChanged(link, up, why));
  }
}
