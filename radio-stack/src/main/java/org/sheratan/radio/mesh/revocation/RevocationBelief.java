package org.sheratan.radio.mesh.revocation;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.route.TrustBook;

/**
 * Whose word shuts a node out here. Anyone of the network may say that another is not to be trusted; what it is worth,
 * the operator decided before, by comparing fingerprints:
 *
 * <pre>
 * author            | about a node trusted on first use | about one confirmed here
 * this node itself  | shut out                          | shut out
 * confirmed here    | shut out                          | shut out when another one confirmed here says so too
 * anyone else       | nothing                           | nothing
 * </pre>
 *
 * So a hostile member shuts out nobody, and one confirmed node that was stolen none of the other confirmed ones. Who is
 * shut out by such words has no say any more: first those whom this node's own word shuts out, then all together whom
 * the others' words do, until nobody else is. So when two pairs of confirmed nodes revoke each other, the words of all
 * four are void: which of them are the thieves, nobody can tell from here.
 */
final class RevocationBelief {
  private static final int ONE = 1;
  private static final int TWO = 2;

  private final NodeId self;
  private final TrustBook trust;

  RevocationBelief(NodeId self, TrustBook trust) {
    this.self = self;
    this.trust = trust;
  }

  /** Whether {@code author} has a say now. */
  boolean voice(NodeId author) {
    return author.equals(self) || trust.of(author) == Trust.CONFIRMED;
  }

  SortedSet<NodeId> revoked(Collection<RevocationBook.Entry> entries) {
    SortedSet<NodeId> voiceless = new TreeSet<>();
    entries.stream().filter(entry -> counts(entry) && entry.word().author().equals(self))
        .forEach(entry -> voiceless.add(entry.word().subject()));
    while (true) {
      SortedSet<NodeId> revoked = revokedWithout(voiceless, entries);
      if (!voiceless.addAll(revoked)) {
        return revoked;
      }
    }
  }

  private boolean counts(RevocationBook.Entry entry) {
    return entry.word().standing() && !entry.overridden() && !entry.word().subject().equals(self);
  }

  private SortedSet<NodeId> revokedWithout(SortedSet<NodeId> voiceless,
      Collection<RevocationBook.Entry> entries) {
    Map<NodeId, Integer> voices = new TreeMap<>();
    for (RevocationBook.Entry entry : entries) {
      Revocation word = entry.word();
      boolean ours = word.author().equals(self);
      boolean heard = ours
          || trust.decided(word.author()) == Trust.CONFIRMED && !voiceless.contains(word.author());
      if (heard && counts(entry)) {
        voices.merge(word.subject(), ours ? TWO : ONE, Integer::sum);
      }
    }
    SortedSet<NodeId> revoked = new TreeSet<>();
    voices.forEach((subject, count) -> {
      if (count >= (trust.decided(subject) == Trust.CONFIRMED ? TWO : ONE)) {
        revoked.add(subject);
      }
    });
    return revoked;
  }
}
