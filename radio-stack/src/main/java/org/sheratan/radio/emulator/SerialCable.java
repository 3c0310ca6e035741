package org.sheratan.radio.emulator;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import org.sheratan.kernel.Check;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

/** A serial cable within one thread: can be unplugged and plugged in again under a driver. */
public final class SerialCable implements SerialPortSource, SerialHost {
  /** What the system keeps for a program that does not read; more is lost. */
  private static final int HOST_BUFFER_BYTES = 64 * 1024;

  private final String name;
  private final Runnable waker;
  private final ByteArrayOutputStream toHost = new ByteArrayOutputStream();
  private SerialDevice device;
  private Optional<End> end = Optional.empty();
  private boolean plugged = true;
  /** The device's own USB takes part. */
  private boolean enumerated = true;

  /** @param waker told when bytes for the host arrive, and when the cable is pulled */
  public SerialCable(String name, Runnable waker) {
    this.name = name;
    this.waker = waker;
  }

  /** The device is made with {@link #toHost} as its way out, so it comes second. */
  public void attach(SerialDevice next) {
    device = next;
  }

  @Override
  public void toHost(byte[] bytes) {
    if (plugged && end.isPresent() && toHost.size() + bytes.length <= HOST_BUFFER_BYTES) {
      toHost.writeBytes(bytes);
      waker.run();
    }
  }

  public void unplug() {
    plugged = false;
    drop();
  }

  private void drop() {
    toHost.reset();
    end = Optional.empty();
    waker.run();
  }

  @Override
  public void onUsb(boolean present) {
    enumerated = present;
    if (!present) {
      drop();
    }
  }

  public void plug() {
    plugged = true;
  }

  @Override
  public Opening open() {
    Check.that(device != null, "nothing is attached to the cable");
    if (!plugged || !enumerated) {
      return new Opening.Refused(name + " does not exist");
    }
    if (end.isPresent()) {
      return new Opening.Refused(name + " is in use");
    }
    End opened = new End();
    end = Optional.of(opened);
    device.onOpened();
    return new Opening.Opened(opened);
  }

  private final class End implements SerialPort {
    @Override
    public String name() {
      return name;
    }

    @Override
    public String hardwareId() {
      return "cable-" + name;
    }

    @Override
    public int read(byte[] into) {
      checkThere();
      byte[] all = toHost.toByteArray();
      int count = Math.min(all.length, into.length);
      System.arraycopy(all, 0, into, 0, count);
      toHost.reset();
      toHost.write(all, count, all.length - count);
      return count;
    }

    @Override
    public void write(byte[] bytes) {
      checkThere();
      device.onHostBytes(bytes.clone());
    }

    @Override
    public void close() {
      if (isCurrent()) {
        end = Optional.empty();
        toHost.reset();
      }
    }

    private void checkThere() {
      if (!isCurrent()) {
        throw new BusLostException(name + " is gone", null);
      }
    }

    private boolean isCurrent() {
      return end.isPresent() && end.get() == this;
    }
  }
}
