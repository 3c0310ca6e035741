package org.sheratan.core.node;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;

/** What a node takes in, in the order it came. */
public sealed interface Input {
  /** @param signal how the link heard it, where it can tell */
  record FrameArrived(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal) implements Input {}

  record LinkChanged(Link link, boolean up, String why) implements Input {}

  /** @param token names the {@link Effect.Reply} */
  record CommandArrived(long token, Command command) implements Input {}

  record ToolReported(ToolEvent event) implements Input {}

  /** A commit ended; {@code failure} is null when it is on disk. */
  record CommitEnded(Commit commit, IOException failure) implements Input {}

  /** A chore ended; {@code failure} is null when it is done. */
  record ChoreEnded(Chore chore, IOException failure) implements Input {}
}
