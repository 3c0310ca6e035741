package org.sheratan.radio.link;

/** Where on a link a frame came from or goes to, in the link's own words; opaque to everyone else. */
public record LinkEndpoint(String address) {
  /**
   * All neighbors that listen. On a shared medium also whoever a frame came from: there frames name no sender, and
   * nobody can be addressed.
   */
  public static final LinkEndpoint EVERYONE = new LinkEndpoint("*");
}
