package org.sheratan.radio.link.lora.hardware;

import java.util.ArrayList;
import java.util.List;

import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.library.gpiod.internal.GpioLineEvent;
import com.pi4j.library.gpiod.internal.LineRequestFlag;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.InputLine;
import org.sheratan.radio.link.lora.OutputLine;

/**
 * Pins of this machine by the gpiod library of Pi4J, without its plugin: that wakes a hundred times a second for each
 * input (docs/decisions/0081). Safe for the driver's thread and the one that waits for the interrupt.
 */
final class GpioPins {
  private static final String CONSUMER = "sheratan";
  private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

  private final GpioDContext context = GpioDContext.getInstance();
  private final List<GpioLine> taken = new ArrayList<>();
  private volatile boolean closed;

  /** Driven to {@code high} at once. */
  OutputLine output(int pin, boolean high) {
    GpioLine line = take(pin);
    line.requestOutput(CONSUMER, high ? 1 : 0);
    return value -> {
      try {
        line.setValue(value ? 1 : 0);
      } catch (GpioDException lost) {
        throw new BusLostException("pin " + pin + " is gone", lost);
      }
    };
  }

  InputLine input(int pin) {
    GpioLine line = take(pin);
    line.requestInput(CONSUMER);
    return reading(pin, line);
  }

  /** An input with the resistor of the processor, told the other way round where {@code activeLow}. */
  InputLine input(int pin, InputPull pull, boolean activeLow) {
    GpioLine line = take(pin);
    line.requestInputFlags(CONSUMER, flags(pull, activeLow));
    return reading(pin, line);
  }

  /** As the kernel wants them (linux/gpio.h); the library keeps its numbers to itself. */
  static int flags(InputPull pull, boolean activeLow) {
    LineRequestFlag bias = switch (pull) {
      case UP -> LineRequestFlag.BIAS_PULL_UP;
      case DOWN -> LineRequestFlag.BIAS_PULL_DOWN;
      case NONE -> LineRequestFlag.BIAS_DISABLE;
    };
    return bias.getVal() | (activeLow ? LineRequestFlag.ACTIVE_LOW.getVal() : 0);
  }

  /** One more input, whose rising edges {@link Interrupt#watch} waits for. */
  Interrupt interrupt(int pin) {
    GpioLine line = take(pin);
    line.requestRisingEdgeEvents(CONSUMER);
    return new Interrupt(pin, line);
  }

  private static InputLine reading(int pin, GpioLine line) {
    return () -> {
      try {
        return line.getValue() == 1;
      } catch (GpioDException lost) {
        throw new BusLostException("pin " + pin + " is gone", lost);
      }
    };
  }

  private synchronized GpioLine take(int pin) {
    GpioLine line = context.getOrOpenLine(pin);
    // The library gives everybody the same line: whoever has it keeps it, and nobody else lets go of it.
    if (line.isRequested()) {
      throw new IllegalStateException("this node uses pin " + pin + " for something else");
    }
    taken.add(line);
    return line;
  }

  /** @see #interrupt */
  final class Interrupt {
    private final InputLine level;
    private final GpioLine line;

    private Interrupt(int pin, GpioLine line) {
      this.line = line;
      level = reading(pin, line);
    }

    InputLine level() {
      return level;
    }

    /** Waits for edges until the pins are closed or lost; to be run by a thread of its own. */
    void watch(Runnable waker) {
      GpioLineEvent event = context.openLineEvent();
      try {
        while (!closed) {
          if (line.eventWait(LONGEST_WAIT_NANOS)) {
            line.eventRead(event);
            waker.run();
          }
        }
      } catch (GpioDException lost) {
        // The driver finds out when it reads the pin: it is woken to do so.
        waker.run();
      } finally {
        context.closeLineEvent(event);
        release(line);
      }
    }
  }

  private synchronized void release(GpioLine line) {
    if (taken.remove(line)) {
      context.closeLine(line);
    }
  }

  /** Lets go of all pins but the watched one, which its watcher lets go of within a second. */
  void close(Interrupt watched) {
    closed = true;
    List.copyOf(taken).stream().filter(line -> line != watched.line).forEach(this::release);
  }

  /** Lets go of all pins; nobody watches one. */
  void close() {
    closed = true;
    List.copyOf(taken).forEach(this::release);
  }
}
