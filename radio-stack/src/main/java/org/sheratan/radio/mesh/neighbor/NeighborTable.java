package org.sheratan.radio.mesh.neighbor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;

/** Who was heard directly, and where. */
public final class NeighborTable {
  /** What is not proven may be a repeated announce: it has to be this much better. */
  private static final int UNPROVEN_FACTOR = 4;
  private static final Comparator<Contact> BEST = Comparator.comparing(Contact::failing)
      .thenComparingLong(contact -> (long) contact.weightedMilli() * (contact.proven() ? 1 : UNPROVEN_FACTOR))
      .thenComparingLong(contact -> contact.roundTrip().smoothedMs(contact.link().profile().roundTripMs()))
      .thenComparing(contact -> contact.endpoint().address());

  private final Map<NodeId, List<Contact>> neighbors = new TreeMap<>();

  /**
   * @param sealed it was a frame only this neighbor can have made; false for announces, which anyone can repeat
   * @return true when this neighbor was not known there before
   */
  public boolean heard(NodeId id, Link link, LinkEndpoint endpoint, boolean sealed, long nowMs) {
    Optional<Contact> known = contact(id, link, endpoint);
    if (known.isPresent()) {
      known.get().heard(nowMs, sealed);
      return false;
    }
    List<Contact> contacts = neighbors.get(id);
    if (contacts == null) {
      if (neighbors.size() >= MeshLimits.NEIGHBORS && !dropOneUnproven(nowMs)) {
        return false;
      }
      contacts = new ArrayList<>();
      neighbors.put(id, contacts);
    }
    if (contacts.size() >= MeshLimits.CONTACTS_PER_NEIGHBOR) {
      contacts.sort(Comparator.comparing((Contact contact) -> contact.proven())
          .thenComparingLong(contact -> contact.lastHeardMs()));
      if (contacts.getFirst().proven() && !sealed) {
        return false;
      }
      contacts.removeFirst();
    }
    Contact contact = new Contact(link, endpoint, nowMs);
    contact.heard(nowMs, sealed);
    contacts.add(contact);
    return true;
  }

  /** Where to send a frame for {@code id} now; empty unless it is a neighbor on a link that may transmit. */
  public Optional<Contact> best(NodeId id) {
    List<Contact> contacts = neighbors.get(id);
    if (contacts == null) {
      return Optional.empty();
    }
    Contact best = null;
    // Asked several times a frame: no iterator.
    for (int index = 0; index < contacts.size(); index++) {
      Contact contact = contacts.get(index);
      if (!contact.link().profile().silent() && (best == null || BEST.compare(contact, best) < 0)) {
        best = contact;
      }
    }
    return Optional.ofNullable(best);
  }

  public Optional<Contact> contact(NodeId id, Link link, LinkEndpoint endpoint) {
    List<Contact> contacts = neighbors.get(id);
    if (contacts != null) {
      for (int index = 0; index < contacts.size(); index++) {
        if (contacts.get(index).at(link, endpoint)) {
          return Optional.of(contacts.get(index));
        }
      }
    }
    return Optional.empty();
  }

  /** Whose endpoint this is; the one heard there last when several claim it, as all do on a shared medium. */
  public Optional<NodeId> at(Link link, LinkEndpoint endpoint) {
    return at(link, endpoint, id -> true);
  }

  /** The same among those whose hint is {@code hint}. */
  public Optional<NodeId> at(Link link, LinkEndpoint endpoint, int hint) {
    return at(link, endpoint, id -> id.hint() == hint);
  }

  private Optional<NodeId> at(Link link, LinkEndpoint endpoint, Predicate<NodeId> which) {
    NodeId found = null;
    Contact newest = null;
    for (Map.Entry<NodeId, List<Contact>> neighbor : neighbors.entrySet()) {
      for (Contact contact : neighbor.getValue()) {
        if (contact.at(link, endpoint) && which.test(neighbor.getKey())
            && (newest == null || better(contact, newest))) {
          newest = contact;
          found = neighbor.getKey();
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static boolean better(Contact one, Contact other) {
    return one.proven() != other.proven() ? one.proven() : one.lastHeardMs() > other.lastHeardMs();
  }

  public boolean isNeighbor(NodeId id) {
    return neighbors.containsKey(id);
  }

  /** Every way to everyone, by id. */
  public List<Neighbor> view(Tally tally, Unserved unserved) {
    List<Neighbor> view = new ArrayList<>();
    neighbors.forEach((id, contacts) -> {
      int passedBy = unserved.doubtedBy(id);
      contacts.forEach(contact -> view.add(contact.view(id, false, tally, passedBy)));
    });
    return view;
  }

  /** Who was heard on {@code link}. */
  public List<NodeId> on(Link link) {
    List<NodeId> there = new ArrayList<>();
    neighbors.forEach((id, contacts) -> {
      if (contacts.stream().anyMatch(contact -> contact.link() == link)) {
        there.add(id);
      }
    });
    return there;
  }

  public List<NodeId> ids() {
    return List.copyOf(neighbors.keySet());
  }

  public int size() {
    return neighbors.size();
  }

  /** {@code id} has another epoch: where it was heard before, another process may listen now, or none. */
  public void startedAnew(NodeId id) {
    neighbors.getOrDefault(id, List.of()).forEach(Contact::doubt);
  }

  public void forget(NodeId id) {
    neighbors.remove(id);
  }

  /** The link is gone for now. */
  public void forget(Link link) {
    dropContacts(contact -> contact.link() == link);
  }

  /** Drops contacts silent for {@code lifeMs}. */
  public void expire(long nowMs, long lifeMs) {
    dropContacts(contact -> nowMs - contact.lastHeardMs() > lifeMs);
  }

  private void dropContacts(Predicate<Contact> which) {
    for (Iterator<List<Contact>> each = neighbors.values().iterator(); each.hasNext();) {
      List<Contact> contacts = each.next();
      contacts.removeIf(which);
      if (contacts.isEmpty()) {
        each.remove();
      }
    }
  }

  private boolean dropOneUnproven(long nowMs) {
    List<Probation.Candidate<NodeId>> unproven = new ArrayList<>();
    neighbors.forEach((id, contacts) -> {
      if (contacts.stream().noneMatch(Contact::proven)) {
        unproven.add(new Probation.Candidate<>(id,
            contacts.stream().mapToLong(Contact::firstHeardMs).min().orElseThrow(),
            contacts.stream().mapToLong(Contact::lastHeardMs).max().orElseThrow()));
      }
    });
    Optional<Probation.Candidate<NodeId>> leaving = Probation.toLeave(unproven, MeshLimits.NEIGHBORS, nowMs);
    leaving.ifPresent(gone -> neighbors.remove(gone.who()));
    return leaving.isPresent();
  }
}
