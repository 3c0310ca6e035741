package org.sheratan.radio.link.lora.hardware;

import java.io.ByteArrayOutputStream;

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
  private static final int MAX_OUTPUT_BYTES = 16 * 1024;
  /** EAGAIN of Linux: the device's buffer is full. */
  private static final int TRY_AGAIN = 11;

  private final String name;
  private final String hardwareId;
  private final com.fazecast.jSerialComm.SerialPort port;
  private final Runnable waker;
  private final Object inputLock = new Object();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private byte[] output = new byte[0];
  private boolean gone;

  NativeSerialPort(String name, String hardwareId, com.fazecast.jSerialComm.SerialPort port, Runnable waker) {
    this.name = name;
    this.hardwareId = hardwareId;
    this.port = port;
    this.waker = waker;
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
    flush();
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
    byte[] joined = new byte[output.length + bytes.length];
    System.arraycopy(output, 0, joined, 0, output.length);
    System.arraycopy(bytes, 0, joined, output.length, bytes.length);
    output = joined;
    flush();
    if (output.length > MAX_OUTPUT_BYTES) {
      throw new BusLostException(name + " takes nothing any more", null);
    }
  }

  @Override
  public void close() {
    port.removeDataListener();
    port.closePort();
  }

  /** What the device does not take now stays for the next call. */
  private void flush() {
    if (output.length == 0) {
      return;
    }
    int taken = port.writeBytes(output, output.length);
    if (taken < 0 && port.getLastErrorCode() != TRY_AGAIN) {
      throw new BusLostException(name + " cannot be written to (error " + port.getLastErrorCode() + ")",
          null);
    }
    int from = Math.max(0, taken);
    byte[] rest = new byte[output.length - from];
    System.arraycopy(output, from, rest, 0, rest.length);
    output = rest;
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
