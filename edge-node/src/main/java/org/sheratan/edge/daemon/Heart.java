package org.sheratan.edge.daemon;

import java.util.List;

import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.kernel.Now;

/** The passive node as {@link NodeLoop} drives it: {@code core.node.Node}, or a test's own. */
public interface Heart {
  void accept(Input input);

  List<Effect> poll(Now now);

  /** Monotonic time of the next needed {@link #poll} if nothing comes in before. */
  long nextPollMs();
}
