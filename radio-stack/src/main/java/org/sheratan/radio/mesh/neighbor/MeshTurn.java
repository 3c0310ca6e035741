package org.sheratan.radio.mesh.neighbor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.Urgency;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh.OutboundFrame;
import org.sheratan.radio.secure.Sealed;

/** The time of the current turn, what is to be done later, and what the turn lets out. */
public final class MeshTurn {
  private final Timers timers = new Timers();
  private final Tally tally = new Tally();
  private final Entropy entropy;
  private List<OutboundFrame> frames = new ArrayList<>();
  private final List<MeshEvent> events = new ArrayList<>();
  /** Airtime of what this turn lets out, which its link does not know of yet. */
  private final Map<Link, Long> handedMs = new LinkedHashMap<>();
  private Now now;
  private Optional<Signal> signal = Optional.empty();

  public MeshTurn(Entropy entropy, Now now) {
    this.entropy = entropy;
    this.now = now;
  }

  public Timers timers() {
    return timers;
  }

  public Tally tally() {
    return tally;
  }

  public Entropy entropy() {
    return entropy;
  }

  public Now now() {
    return now;
  }

  public long nowMs() {
    return now.monoMs();
  }

  public void begin(Now next) {
    Check.that(next.monoMs() >= now.monoMs(), "monotonic time never goes back");
    now = next;
    signal = Optional.empty();
  }

  /** How the frame that is being taken in was heard. */
  public void hear(Optional<Signal> how) {
    signal = how;
  }

  /** Empty where no frame is being taken in, or its link knows no such thing. */
  public Optional<Signal> signal() {
    return signal;
  }

  public Timers.Timer after(long delayMs, Runnable action) {
    return timers.at(now.monoMs() + delayMs, action);
  }

  /** {@code lengthMs}, up to a quarter more, so that nodes do not fall into step. */
  public long jittered(long lengthMs) {
    return lengthMs + entropy.nextLong(lengthMs / 4 + 1);
  }

  /** Where nothing may be sent nothing is; what is too long for the link is refused. */
  public void send(Link link, LinkEndpoint to, Bytes frame, boolean bound) {
    boolean fits = frame.length() <= link.profile().mtuBytes();
    tally.countIf(!fits, Count.REFUSED);
    if (fits && !link.profile().silent()) {
      tally.count(Count.FRAMES_OUT);
      frames.add(new OutboundFrame(link, to, frame, bound));
      handedMs.merge(link, link.profile().airtimeMs(frame.length()), Long::sum);
    }
  }

  public void send(Contact to, Sealed sealed, boolean bound) {
    send(to.link(), to.endpoint(), sealed.content(), bound || sealed.bound());
  }

  /** Airtime of what was let out on {@code link} lately, and its link does not know of yet. */
  long handedMs(Link link) {
    return handedMs.getOrDefault(link, 0L);
  }

  /** How long until a frame let out now would have left. */
  public long waitMs(Link link) {
    return waitMs(link, Priority.NORMAL);
  }

  /** The same for one of that priority. */
  public long waitMs(Link link, Priority priority) {
    Urgency urgency = switch (priority) {
      case BULK -> Urgency.BULK;
      case NORMAL, HIGH -> Urgency.ORDINARY;
      case EMERGENCY -> Urgency.EMERGENCY;
    };
    return link.waitMs(now.monoMs(), urgency) + handedMs(link);
  }

  public void tell(MeshEvent event) {
    events.add(event);
  }

  /** In order of priority, which the first byte carries; equal ones in the order they were made. */
  public List<OutboundFrame> drainFrames() {
    List<OutboundFrame> drained = frames;
    frames = new ArrayList<>();
    handedMs.clear();
    drained.sort(Comparator.comparingInt(frame -> -(frame.frame().at(0) >> 3 & 3)));
    return drained;
  }

  public List<MeshEvent> drainEvents() {
    List<MeshEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }
}
