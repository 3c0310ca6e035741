package org.sheratan.radio.link.lora;

/** SPI, a pin or a port is gone. Drivers turn it into {@link RadioFault#LOST}; nobody above sees it. */
public final class BusLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
