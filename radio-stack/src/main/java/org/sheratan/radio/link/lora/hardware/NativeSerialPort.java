package org.sheratan.radio.link.lora.hardware;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;

import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;

/**
 * An open port of jSerialComm 2.11. Its listener thread puts what arrives into a buffer and wakes the poller; read
 * never goes near the device. Safe for the poller's thread and the library's.
 *
 * <p>When a device goes, the library calls its listener in a tight loop and goes on calling the port open: the first
 * such call takes the listener away and closes the port.
 */
final class NativeSerialPort implements SerialPort {
  private static final int MAX_INPUT_BYTES = 64 * 1024;
  /** Two seconds at the line's speed. */
  private static final int MAX_OUTPUT_BYTES = 24 * 1024;

  private static final long LAST_WORDS_MS = 300;

  private final String name;
  private final String hardwareId;
  private final com.fazecast.jSerialComm.SerialPort port;
  private final Runnable waker;
  private final Object inputLock = new Object();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private final WriteBehind output;
  private boolean gone;

  NativeSerialPort(String name, String hardwareId, com.fazecast.jSerialComm.SerialPort port, Runnable waker,
      Executor writer) {
    this.name = name;
    this.hardwareId = hardwareId;
    this.port = port;
    this.waker = waker;
    this.output = new WriteBehind(writer, bytes -> port.writeBytes(bytes, bytes.length) == bytes.length,
        MAX_OUTPUT_BYTES);
    port.addDataListener(new Listener());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String hardwareId() {
    return hardwareId;
  }

  @Override
  public int read(byte[] into) {
    synchronized (inputLock) {
      if (input.size() == 0) {
        checkThere();
        return 0;
      }
      byte[] all = input.toByteArray();
      int count = Math.min(all.length, into.length);
      System.arraycopy(all, 0, into, 0, count);
      input.reset();
      input.write(all, count, all.length - count);
      return count;
    }
  }

  @Override
  public void write(byte[] bytes) {
    checkThere();
    if (!output.add(bytes)) {
      throw new BusLostException(name + " takes nothing any more", null);
    }
  }

  /** Lets the last words out first, if the device takes them. */
  @Override
  public void close() {
    output.await(LAST_WORDS_MS);
    port.removeDataListener();
    port.closePort();
  }

  private void checkThere() {
    synchronized (inputLock) {
      if (gone) {
        throw new BusLostException(name + " is gone", null);
      }
    }
  }

  private final class Listener implements SerialPortDataListener {
    @Override
    public int getListeningEvents() {
      return com.fazecast.jSerialComm.SerialPort.LISTENING_EVENT_DATA_RECEIVED
          | com.fazecast.jSerialComm.SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
    }

    @Override
    public void serialEvent(SerialPortEvent event) {
      synchronized (inputLock) {
        if (event.getEventType() == com.fazecast.jSerialComm.SerialPort.LISTENING_EVENT_PORT_DISCONNECTED) {
          gone = true;
        } else if (event.getReceivedData() != null
            && input.size() + event.getReceivedData().length <= MAX_INPUT_BYTES) {
          input.writeBytes(event.getReceivedData());
        }
      }
      if (event.getEventType() == com.fazecast.jSerialComm.SerialPort.LISTENING_EVENT_PORT_DISCONNECTED) {
        close();
      }
      waker.run();
    }
  }
}
