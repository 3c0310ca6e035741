package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.LoraRadio;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

/**
 * A modem of either kind: where no RNode answers, MeshCore is asked for on the same port before anyone hears of it.
 *
 * <pre>
 * state        event             next         upward
 * idle         begin             as RNode     –
 * as RNode     Failed UNFLASHED  as MeshCore  –
 * as RNode     Failed otherwise  idle         the event
 * as RNode     begin, any other  as RNode     the event
 * as MeshCore  Failed            idle         the event; UNFLASHED names both
 * as MeshCore  begin, any other  as MeshCore  the event
 * any          end               idle         –
 * </pre>
 *
 * <p>A port on which a modem became ready is opened again, and another only once that has been in vain.
 */
public final class ModemFinder implements LoraRadio {
  private static final SerialPortSource.Opening CLOSED = new SerialPortSource.Opening.Refused(
      "the port is not open");

  private final SerialPortSource source;
  private final LoraRadio rnode;
  private final LoraRadio meshCore;
  private LoraRadio current;
  private SerialPortSource.Opening opening;
  private RadioSettings settings;
  private String rnodeSaid = "";
  /** A modem became ready on the port opened last. */
  private boolean found;
  private final List<RadioEvent> events = new ArrayList<>();

  /** @param airtimeInsideMs as of {@link Rnode} */
  public ModemFinder(SerialPortSource source, long airtimeInsideMs) {
    this.source = source;
    SerialPortSource kept = new KeptSource();
    this.rnode = new Rnode(kept, airtimeInsideMs);
    this.meshCore = new MeshCoreModem(kept);
    this.current = rnode;
    this.opening = CLOSED;
  }

  @Override
  public void begin(RadioSettings asked, long nowMs) {
    settings = asked;
    if (!(opening instanceof SerialPortSource.Opening.Opened)) {
      opening = found ? source.openAgain() : source.open();
      current = rnode;
    }
    current.begin(asked, nowMs);
    follow(nowMs);
  }

  @Override
  public boolean accepts() {
    return current.accepts();
  }

  @Override
  public void transmit(Bytes frame, long nowMs) {
    current.transmit(frame, nowMs);
    follow(nowMs);
  }

  @Override
  public void sense(long nowMs) {
    current.sense(nowMs);
  }

  @Override
  public void poll(long nowMs) {
    current.poll(nowMs);
    follow(nowMs);
  }

  @Override
  public long nextPollMs() {
    return current.nextPollMs();
  }

  @Override
  public List<RadioEvent> drainEvents() {
    List<RadioEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public void end(long nowMs) {
    current.end(nowMs);
    release();
  }

  private void follow(long nowMs) {
    for (RadioEvent event : current.drainEvents()) {
      if (!(event instanceof RadioEvent.Failed failed)) {
        found |= event instanceof RadioEvent.Ready;
        events.add(event);
      } else if (current == rnode && failed.fault() == RadioFault.UNFLASHED) {
        rnodeSaid = failed.why();
        current = meshCore;
        current.begin(settings, nowMs);
        follow(nowMs);
      } else {
        boolean both = current == meshCore && failed.fault() == RadioFault.UNFLASHED;
        events.add(
            both ? new RadioEvent.Failed(RadioFault.UNFLASHED, rnodeSaid + "; and " + failed.why()) : failed);
        found &= !both && failed.fault() != RadioFault.ABSENT;
        release();
      }
    }
  }

  private void release() {
    if (opening instanceof SerialPortSource.Opening.Opened opened) {
      opened.port().close();
    }
    opening = CLOSED;
  }

  /** The drivers open and close as they go on; the port itself stays open, because opening restarts most boards. */
  private final class KeptSource implements SerialPortSource {
    @Override
    public Opening open() {
      return opening instanceof Opening.Opened opened ? new Opening.Opened(new Kept(opened.port())) : opening;
    }

    @Override
    public Opening openAgain() {
      release();
      opening = source.openAgain();
      return open();
    }
  }

  /** The port without its end. */
  private record Kept(SerialPort port) implements SerialPort {
    @Override
    public String name() {
      return port.name();
    }

    @Override
    public String hardwareId() {
      return port.hardwareId();
    }

    @Override
    public int read(byte[] into) {
      return port.read(into);
    }

    @Override
    public void write(byte[] bytes) {
      port.write(bytes);
    }

    @Override
    public void close() {
      // Its owner closes it.
    }
  }
}
