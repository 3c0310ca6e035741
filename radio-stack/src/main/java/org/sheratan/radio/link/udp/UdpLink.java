package org.sheratan.radio.link.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.udp.UdpCounts.Count;

/**
 * Frames as UDP datagrams. A frame to one endpoint goes bare from the node's own socket to the neighbor's; a frame
 * to everyone goes in a {@link DiscoveryDatagram} to the discovery port of every chosen interface. Endpoints are
 * {@code 192.0.2.7:47100}, {@code [fe80::1%eth0]:47100}, or, for static peers, {@code host.example:47100}.
 *
 * <p>The receiving loop and name look-ups run on the executor; the owner calls {@link #rescan} every few seconds.
 * An interface that fails, vanishes or refuses is a state, never an exception.
 */
public final class UdpLink implements Link, Closeable {
  private static final int ROUND_TRIP_MS = 20;
  private static final long BITS_PER_SECOND = 10_000_000;

  /** Lists the interfaces that are up; a seam for tests. */
  @FunctionalInterface
  interface InterfaceSource {
    List<LocalInterface> scan() throws SocketException;
  }

  private record View(List<LocalInterface> up, List<LocalInterface> chosen, List<String> problems) {}

  private final UdpConfig config;
  private final LinkProfile profile;
  private final LinkListener listener;
  private final InterfaceSource interfaces;
  private final UdpCounts counts = new UdpCounts();
  private final NameBook names;
  private final UnicastSockets sockets;
  private final Optional<DiscoverySocket> discovery;
  private final DiscoveryBeacon beacon;
  private final Selector selector;
  private final Reception reception;
  private volatile View view = new View(List.of(), List.of(), List.of());
  private boolean told;

  private UdpLink(UdpConfig config, Clock clock, Executor executor, LinkListener listener,
      InterfaceSource interfaces, Sockets opened) {
    this.config = config;
    this.profile = new LinkProfile(config.name(), DiscoveryDatagram.MAX_FRAME_BYTES, ROUND_TRIP_MS,
        BITS_PER_SECOND, false, true);
    this.listener = listener;
    this.interfaces = interfaces;
    this.names = new NameBook(clock, executor, InetAddress::getByName);
    this.sockets = opened.unicast();
    this.discovery = opened.discovery();
    this.selector = opened.selector();
    this.beacon = new DiscoveryBeacon(sockets, config.discoveryPort(), counts);
    this.reception = new Reception(clock, counts);
  }

  /**
   * Opens the sockets, looks at the interfaces and starts to receive.
   *
   * @param executor runs one endless task, and short ones for name look-ups
   * @throws IOException when a port is taken, in words for the operator
   */
  public static UdpLink open(UdpConfig config, Clock clock, Executor executor, LinkListener listener)
      throws IOException {
    return open(config, clock, executor, listener, LocalInterface::scan);
  }

  static UdpLink open(UdpConfig config, Clock clock, Executor executor, LinkListener listener,
      InterfaceSource interfaces) throws IOException {
    Sockets opened = Sockets.open(config, onLoopbackOnly(config));
    UdpLink link = new UdpLink(config, clock, executor, listener, interfaces, opened);
    link.rescan();
    executor.execute(link::receive);
    return link;
  }

  private static boolean onLoopbackOnly(UdpConfig config) throws SocketException {
    for (String name : config.interfaces()) {
      NetworkInterface named = NetworkInterface.getByName(name);
      if (named == null || !named.isLoopback()) {
        return false;
      }
    }
    return !config.interfaces().isEmpty();
  }

  @Override
  public LinkProfile profile() {
    return profile;
  }

  @Override
  public void send(LinkEndpoint to, Bytes frame) {
    if (frame.length() == 0 || frame.length() > profile.mtuBytes()) {
      counts.add(Count.UNSENT);
    } else if (!to.equals(LinkEndpoint.EVERYONE)) {
      counts.add(sendOne(to, frame) ? Count.DATAGRAMS_OUT : Count.UNSENT);
    } else if (discovery.isPresent()) {
      beacon.announce(view.chosen(), frame);
    }
  }

  private boolean sendOne(LinkEndpoint to, Bytes frame) {
    try {
      Optional<UdpAddress> address = UdpAddress.parse(to);
      Optional<InetAddress> host = address.flatMap(a -> a.literal().or(() -> names.address(a.host())));
      return host.isPresent() && sockets.send(new InetSocketAddress(host.get(), address.get().port()), frame);
    } catch (IOException | RuntimeException unreachable) {
      // No route, a closed link, a vanished interface: a lost frame, like any other.
      return false;
    }
  }

  /** Follows interfaces that came up, went down or changed their addresses. Any thread, every few seconds. */
  public synchronized void rescan() {
    if (!selector.isOpen()) {
      return;
    }
    List<LocalInterface> up;
    List<String> problems = new ArrayList<>();
    try {
      up = interfaces.scan();
    } catch (SocketException unlisted) {
      up = List.of();
      problems.add("cannot list the interfaces: " + unlisted.getMessage());
    }
    List<LocalInterface> chosen = up.stream().filter(config::chooses).toList();
    discovery.ifPresent(socket -> problems.addAll(socket.follow(chosen)));
    boolean changed = !told || !chosen.equals(view.chosen());
    view = new View(up, chosen, List.copyOf(problems));
    if (changed) {
      told = true;
      beacon.forgetProblems();
      listener.onState(this, !chosen.isEmpty(), describe());
    }
  }

  /** What does not work now, for people: interfaces that refuse multicast or broadcast. */
  public List<String> problems() {
    List<String> all = new ArrayList<>(view.problems());
    all.addAll(beacon.problems());
    return all;
  }

  public UdpCounts counts() {
    return counts;
  }

  /** The port of the node's own socket, as IPv4 neighbors see it. */
  public int unicastPort() throws IOException {
    return sockets.portToward(DiscoverySocket.GROUP_IPV4);
  }

  private String describe() {
    List<String> chosenNames = view.chosen().stream().map(LocalInterface::name).toList();
    if (chosenNames.isEmpty()) {
      return config.interfaces().isEmpty()
          ? "no interface is up"
          : "none of " + String.join(", ", config.interfaces()) + " is up";
    }
    String problems = view.problems().isEmpty() ? "" : "; " + String.join("; ", view.problems());
    return "on " + String.join(", ", chosenNames) + problems;
  }

  private void receive() {
    try {
      while (selector.isOpen()) {
        selector.select(this::take);
      }
    } catch (ClosedSelectorException closed) {
      // How close() ends this loop.
    } catch (IOException broken) {
      listener.onState(this, false, "receiving failed: " + broken.getMessage());
    }
  }

  private void take(SelectionKey key) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    boolean shared = discovery.isPresent() && discovery.get().channel() == channel;
    int maxBytes = profile.mtuBytes() + (shared ? DiscoveryDatagram.HEADER_BYTES : 0);
    reception.drain(channel, maxBytes, (source, datagram) -> {
      if (isOwn(source)) {
        counts.add(Count.OWN);
      } else if (shared) {
        reception.discovered(source, datagram, view.chosen()).ifPresent(this::deliver);
      } else {
        deliver(new Reception.Arrival(UdpAddress.endpoint(source), datagram));
      }
    });
  }

  private void deliver(Reception.Arrival arrival) {
    counts.add(Count.FRAMES_IN);
    listener.onFrame(this, arrival.from(), arrival.frame(), Optional.empty());
  }

  /** Discovery datagrams leave by the unicast socket, so the source tells in both cases. */
  private boolean isOwn(InetSocketAddress source) throws IOException {
    return sockets.usesPort(source.getPort())
        && view.up().stream().anyMatch(local -> local.owns(source.getAddress()));
  }

  @Override
  public synchronized void close() throws IOException {
    if (selector.isOpen()) {
      selector.close();
      sockets.close();
      if (discovery.isPresent()) {
        discovery.get().close();
      }
      listener.onState(this, false, "closed");
    }
  }
}
