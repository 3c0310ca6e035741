package org.sheratan.radio.mesh.neighbor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;

/**
 * Blocked nodes that announce themselves in our range. Nothing is taken from them; but a stolen node that is near is
 * what its owner wants to know of.
 */
public final class Shunned {
  private final Map<NodeId, Contact> heard = new LinkedHashMap<>();

  /** Anyone can repeat an announce, and this one was not looked at: it is where it claims to be, or another is. */
  public void heard(NodeId id, Link link, LinkEndpoint from, Optional<Signal> signal, long nowMs) {
    Contact contact = heard.remove(id);
    if (contact == null || !contact.at(link, from)) {
      contact = new Contact(link, from, nowMs);
    }
    contact.heard(nowMs, false);
    signal.ifPresent(contact.track()::heard);
    heard.put(id, contact);
    if (heard.size() > MeshLimits.SHUNNED) {
      heard.remove(heard.keySet().iterator().next());
    }
  }

  /** It is welcome again. */
  public void forget(NodeId id) {
    heard.remove(id);
  }

  public void expire(long nowMs, long lifeMs) {
    heard.values().removeIf(contact -> nowMs - contact.lastHeardMs() > lifeMs);
  }

  public List<Neighbor> view(Tally tally) {
    List<Neighbor> view = new ArrayList<>();
    heard.forEach((id, contact) -> view.add(contact.view(id, true, tally, 0)));
    return view;
  }
}
