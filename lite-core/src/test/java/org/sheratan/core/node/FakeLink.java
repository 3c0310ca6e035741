package org.sheratan.core.node;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;

/** Only a name: the world carries frames by hand. */
record FakeLink() implements Link {
  @Override
  public LinkProfile profile() {
    return new LinkProfile("fake", 65_536, 10, 1_000_000, false, true);
  }

  @Override
  public void send(LinkEndpoint to, Bytes frame) {
    throw new IllegalStateException("the world sends");
  }
}
