package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.RevocationWord;

/** What the operator decides about other nodes, and what others say about them. */
final class TrustDesk {
  private final PolledMesh mesh;
  private final EffectQueue effects;

  TrustDesk(PolledMesh mesh, EffectQueue effects) {
    this.mesh = mesh;
    this.effects = effects;
  }

  Answer answer(Command.OfTrust wanted) {
    if (wanted.peer().equals(mesh.self())) {
      return new Answer.Refused(Answer.Reason.INVALID, "node: this is the node itself", Optional.of("node"),
          "sheratan node list");
    }
    return switch (wanted) {
      case Command.SetTrust trust -> answer(mesh.trust(trust.peer(), trust.trust()));
      case Command.Revoke revoke when !Revocation.fits(revoke.reason())
          || Bytes.utf8(revoke.reason()).length() > mesh.reasonBytes() ->
        new Answer.Refused(Answer.Reason.INVALID,
            "reason: expected at most " + mesh.reasonBytes()
                + " bytes of printable text, as the links of now carry",
            Optional.of("reason"), "a shorter reason");
      case Command.Revoke revoke -> answer(mesh.revoke(revoke.peer(), revoke.reason()));
    };
  }

  private static Answer answer(boolean done) {
    return done
        ? new Answer.Done()
        : new Answer.Refused(Answer.Reason.TOO_LARGE, "as many decisions are kept as there is room for",
            "sheratan node forget NODE");
  }

  /** Worth a line in the log: its author has a say here. */
  void onHeard(RevocationWord word) {
    effects.now(new Effect.Notice(notice(word, mesh.self())));
  }

  private static String notice(RevocationWord word, NodeId self) {
    String author = "node " + word.author();
    String reason = word.reason().isEmpty() ? "" : ": " + word.reason();
    if (!word.standing()) {
      return author + " takes back that node " + word.subject() + " is revoked";
    }
    if (word.subject().equals(self)) {
      return author + " tells the network not to trust this node any more" + reason;
    }
    return word.inForce()
        ? "node " + word.subject() + " is revoked by " + author + reason
        : author + " revokes node " + word.subject() + ", which is confirmed here" + reason
            + "; that takes another confirmed node, or sheratan node block";
  }
}
