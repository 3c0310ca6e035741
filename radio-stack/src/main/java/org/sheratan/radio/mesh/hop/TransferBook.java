package org.sheratan.radio.mesh.hop;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.fragment.OutboundTransfer;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.session.Seals;

/**
 * Ids of our transfers. Those over slow links are on disk from their beginning to their end, under what they carry: after
 * a restart the same content to the same neighbor goes on as the same transfer (decision 0087). So does what a neighbor
 * refused and is offered again after another was tried: it knows the id, and need not be sent all of it to refuse it again.
 */
public final class TransferBook {
  private static final String PREFIX = "mesh/transfer/";

  /**
   * One transfer under way, or interrupted by a restart.
   *
   * <pre>
   * 0  4  epoch of the start that began it
   * 4  3  transfer id
   * 7  1  lifetime code, part of what it carries
   * 8  2  data bytes a fragment
   * 10 v  length of the plaintext
   * </pre>
   */
  record Begun(long epoch, int id, int lifetimeCode, int fragmentBytes, long lengthBytes) {
    private boolean fits(Unit unit, int ofFragmentBytes) {
      return fragmentBytes == ofFragmentBytes && lengthBytes == unit.plaintext.length();
    }

    private Bytes encode() {
      return new ByteWriter().u32(epoch).u8(id >>> 16).u16(id & 0xffff).u8(lifetimeCode).u16(fragmentBytes)
          .varint(lengthBytes).toBytes();
    }

    private static Begun decode(Bytes record) {
      ByteReader reader = new ByteReader(record);
      Begun begun = new Begun(reader.u32("epoch"), Fragment.decodeTransfer(reader),
          reader.u8("lifetime code"),
          reader.u16("fragment bytes"), reader.varint("length", FragmentLimits.MAX_CONTENT_BYTES));
      reader.end("transfer");
      if (begun.lifetimeCode > Limits.MAX_LIFETIME_CODE) {
        throw new MalformedException("lifetime code", 7, "above the largest");
      }
      return begun;
    }
  }

  /** Refused so often, and left for another way. */
  private record Left(Begun begun, int refusals) {}

  private final MeshTurn turn;
  private final Durable durable;
  private final long epoch;
  private final Map<String, Begun> begun = new LinkedHashMap<>();
  private final Map<String, Left> left = new LinkedHashMap<>();
  private int next;

  /** @param firstTransfer ids count up from here; no boot shares them with an earlier one */
  public TransferBook(MeshTurn turn, Durable durable, int epoch, int firstTransfer) {
    this.turn = turn;
    this.durable = durable;
    this.epoch = epoch;
    this.next = firstTransfer;
    durable.under(PREFIX).forEach((name, record) -> read(record)
        .ifPresentOrElse(known -> begun.put(name, known), () -> durable.remove(name)));
  }

  /** Empty for what is unreadable, or too old for anybody to go on with. */
  private Optional<Begun> read(Bytes record) {
    try {
      Begun known = Begun.decode(record);
      long starts = epoch - known.epoch;
      return starts >= 0 && starts <= MeshLimits.TRANSFER_STARTS ? Optional.of(known) : Optional.empty();
    } catch (MalformedException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * A transfer for {@code unit}, perhaps one that an earlier start began.
   *
   * @param lasting it shall outlive a restart of ours, if the disk has room for that
   */
  OutboundTransfer begin(Unit unit, int fragmentBytes, boolean lasting) {
    String name = name(unit);
    Optional<Left> refused = Optional.ofNullable(left.remove(name));
    Optional<Begun> known = refused.map(Left::begun)
        .or(() -> Optional.ofNullable(begun.get(name)).filter(any -> lasting))
        .filter(each -> each.fits(unit, fragmentBytes));
    unit.refusals = refused.map(Left::refusals).orElse(0);
    unit.begun = known.orElseGet(() -> new Begun(epoch, nextId(),
        Seals.lifetimeCode(unit.expiresMs - turn.nowMs()), fragmentBytes, unit.plaintext.length()));
    if (lasting) {
      keep(name, unit.begun);
    } else {
      forget(name, begun.get(name));
    }
    Bytes content = content(unit, unit.begun.lifetimeCode);
    return known.isPresent()
        ? OutboundTransfer.resumed(unit.begun.id, content, fragmentBytes,
            turn.entropy().nextInt(1 << Byte.SIZE))
        : new OutboundTransfer(unit.begun.id, content, fragmentBytes);
  }

  private void keep(String name, Begun fresh) {
    if (durable.scarce() && !fresh.equals(begun.get(name))) {
      forget(name, begun.get(name));
      return;
    }
    if (fresh.equals(begun.put(name, fresh))) {
      return;
    }
    durable.put(name, fresh.encode());
    for (Iterator<String> eldest = begun.keySet().iterator(); begun.size() > MeshLimits.TRANSFERS_KEPT;) {
      durable.remove(eldest.next());
      eldest.remove();
    }
  }

  /** The neighbor refused it, and its owner goes another way. */
  void left(Unit unit) {
    left.put(name(unit), new Left(unit.begun, unit.refusals));
    if (left.size() > MeshLimits.TRANSFERS_KEPT) {
      left.remove(left.keySet().iterator().next());
    }
  }

  /** {@code unit}, which had a transfer, got there or is given up. */
  void ended(Unit unit) {
    String name = name(unit);
    Begun known = begun.get(name);
    if (known != null && known.id == unit.transfer.id()) {
      forget(name, known);
    }
  }

  private void forget(String name, Begun known) {
    if (known != null) {
      begun.remove(name);
      durable.remove(name);
    }
  }

  private int nextId() {
    return next++ & FragmentLimits.TRANSFER_ID_MASK;
  }

  private static Bytes content(Unit unit, int lifetimeCode) {
    return new TransferContent(head(unit), lifetimeCode, unit.plaintext).encode();
  }

  private static String name(Unit unit) {
    return PREFIX + unit.to.toHex() + "/"
        + Long.toHexString(TransferContent.check(head(unit), unit.plaintext));
  }

  private static FrameHead head(Unit unit) {
    return new FrameHead(unit.type, unit.priority, unit.hopLimit);
  }
}
