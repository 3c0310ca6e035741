package org.sheratan.radio.link.lora.hardware;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;

import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.OutputLine;
import org.sheratan.radio.link.lora.SoftSelectedBus;
import org.sheratan.radio.link.lora.SpiBus;

/** The SPI bus and pins of a Raspberry Pi, by Pi4J. Never tried on hardware by this project: docs/hardware.md. */
public final class PiHeader {
  /** Jumper wires carry this; the chips could do 10 MHz and more. */
  private static final int SPI_HZ = 2_000_000;

  private final DeviceFiles files;
  private final Executor watcher;
  private final Runnable waker;

  /**
   * @param watcher has a thread for whoever waits for an interrupt
   * @param waker told on it when the interrupt line has risen
   */
  public PiHeader(Executor watcher, Runnable waker) {
    this(DeviceFiles.DEV, watcher, waker);
  }

  PiHeader(Path dev, Executor watcher, Runnable waker) {
    files = new DeviceFiles(dev);
    this.watcher = watcher;
    this.waker = waker;
  }

  /** Takes the board's bus and pins: reset high, nothing selected, nothing enabled but what always is. */
  public BoardOpening open(BoardProfile profile) {
    Optional<String> obstacle = files.obstacle(profile);
    if (obstacle.isPresent()) {
      return new BoardOpening.Refused(obstacle.get());
    }
    Context context = Pi4J.newContextBuilder().noAutoDetect().add(LinuxFsSpiProvider.newInstance()).build();
    GpioPins pins = new GpioPins();
    try {
      return new BoardOpening.Opened(profile, take(profile, context, pins));
    } catch (RuntimeException | LinkageError refused) {
      pins.close();
      context.shutdown();
      return new BoardOpening.Refused(profile.title() + " cannot be opened: " + reason(refused)
          + "; does another program use its pins?");
    }
  }

  static String reason(Throwable refused) {
    return refused.getMessage() == null ? refused.getClass().getSimpleName() : refused.getMessage();
  }

  private BoardLines take(BoardProfile profile, Context context, GpioPins pins) {
    BoardProfile.Pins numbers = profile.pins();
    numbers.enable().forEach(pin -> pins.output(pin, true));
    Optional<OutputLine> reset = output(pins, numbers.reset(), true);
    AntennaSwitch antenna = new AntennaSwitch(output(pins, numbers.transmitEnable(), false),
        output(pins, numbers.receiveEnable(), false));
    SpiBus bus = new PiSpiBus(spi(profile, context));
    SpiBus selected = profile.select().isPresent()
        ? new SoftSelectedBus(bus, pins.output(profile.select().getAsInt(), true))
        : bus;
    GpioPins.Interrupt interrupt = pins.interrupt(numbers.interrupt());
    BoardLines lines = new BoardLines(selected, reset, interrupt.level(),
        numbers.busy().isPresent() ? Optional.of(pins.input(numbers.busy().getAsInt())) : Optional.empty(),
        antenna,
        () -> {
          pins.close(interrupt);
          context.shutdown();
        });
    watcher.execute(() -> interrupt.watch(waker));
    return lines;
  }

  private static Optional<OutputLine> output(GpioPins pins, OptionalInt pin, boolean high) {
    return pin.isPresent() ? Optional.of(pins.output(pin.getAsInt(), high)) : Optional.empty();
  }

  private static Spi spi(BoardProfile profile, Context context) {
    return context.create(Spi.newConfigBuilder(context).id("lora").bus(profile.spi().bus())
        .address(profile.spi().chipSelect()).mode(SpiMode.MODE_0).baud(SPI_HZ).provider(LinuxFsSpiProvider.ID)
        .build());
  }
}
