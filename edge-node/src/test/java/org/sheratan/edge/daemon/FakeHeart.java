package org.sheratan.edge.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.kernel.Now;

/** A node whose turns are one function: what came in → what is to be done. */
final class FakeHeart implements Heart {
  final List<Input> seen = new ArrayList<>();
  private final Function<Input, List<Effect>> decide;
  private final List<Input> waiting = new ArrayList<>();

  FakeHeart(Function<Input, List<Effect>> decide) {
    this.decide = decide;
  }

  @Override
  public void accept(Input input) {
    waiting.add(input);
  }

  @Override
  public List<Effect> poll(Now now) {
    List<Effect> effects = waiting.stream().flatMap(input -> decide.apply(input).stream()).toList();
    seen.addAll(waiting);
    waiting.clear();
    return effects;
  }

  @Override
  public long nextPollMs() {
    return Long.MAX_VALUE;
  }
}
