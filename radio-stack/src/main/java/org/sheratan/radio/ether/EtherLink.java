package org.sheratan.radio.ether;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;

/** One station's end of the ether. Its neighbors know it as {@link #endpoint()}. */
public final class EtherLink implements Link {
  private final Ether ether;
  private final String station;
  private final LinkProfile profile;
  private LinkListener listener;

  EtherLink(Ether ether, String station, LinkProfile profile) {
    this.ether = ether;
    this.station = station;
    this.profile = profile;
  }

  /** Frames arriving before there is a listener are lost. */
  public void listen(LinkListener to) {
    listener = to;
  }

  public String station() {
    return station;
  }

  public LinkEndpoint endpoint() {
    return new LinkEndpoint(station);
  }

  @Override
  public LinkProfile profile() {
    return profile;
  }

  @Override
  public void send(LinkEndpoint to, Bytes frame) {
    ether.transmit(this, to, frame);
  }

  void hear(LinkEndpoint from, Bytes frame) {
    if (listener != null) {
      listener.onFrame(this, from, frame, Optional.empty());
    }
  }

  @Override
  public String toString() {
    return profile.name() + "@" + station;
  }
}
