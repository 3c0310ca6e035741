package org.sheratan.edge.http.original;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.AnswerRoom;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.StreamBody;
import org.sheratan.kernel.Bytes;

/**
 * A list in one answer, as the original gives it: the newest {@link #MOST} items, or as many as the request wants. Pages are
 * asked for as they are written, and of an item its JSON is made when its turn comes, so that a long list of large items needs
 * little memory. While a client takes a piece, nothing but that piece and keys is kept, and nobody waits for him: what he left of
 * a page is asked for again. What fits {@link #SHORT_CHARS} has a length; for more the connection closes behind it, and should the node
 * refuse on the way, without the closing bracket.
 *
 * @param <K> names an item; newer ones are greater
 */
final class WholeList<K extends Comparable<K>> {
  static final int PAGE = 16;
  /** Of the original's clients nobody wants more, and some ask every two seconds. */
  static final int MOST = 1_000;
  private static final int MOST_WANTED = 999_999;
  /** So many pieces are made at once, each with a page of up to 256 KiB in memory; others wait, for no client. */
  static final Semaphore TURNS = new Semaphore(4, true);
  static final int SHORT_CHARS = 32 * 1024;
  private static final String JSON = "application/json";

  /** @param next continues behind the last of {@code items}, however few; empty at the end of the list */
  record Page<K>(List<Item<K>> items, Optional<K> next) {}

  /** @param json made when it is written, for it may be several times the thing itself */
  record Item<K>(K key, Supplier<Json> json) {}

  /** Where pages come from, newest first. */
  interface Source<K> {
    Page<K> behind(Optional<K> key, int limit) throws HttpRefusal;
  }

  /** Items in the order in which they are written. */
  private abstract static class Walk<K> {
    final Deque<Item<K>> waiting = new ArrayDeque<>();
    /** How many items to ask for: about as many as went into a piece, and more again where all of a page did. */
    int step = PAGE;

    /** Asks for more where none is waiting. */
    abstract void fill() throws HttpRefusal;

    /** Keeps none of those that wait; they are asked for again, behind {@code last}, the last that was taken. */
    abstract void drop(K last);

    boolean more() throws HttpRefusal {
      fill();
      return !waiting.isEmpty();
    }

    /** The next items, not many more than {@link #SHORT_CHARS} unless one alone is longer; each behind a comma. */
    String piece() throws HttpRefusal {
      StringBuilder piece = new StringBuilder();
      int taken = 0;
      K last = null;
      while (piece.length() < SHORT_CHARS && more()) {
        Item<K> item = waiting.poll();
        piece.append(',').append(CanonicalJson.text(item.json().get()));
        last = item.key();
        taken++;
        step = waiting.isEmpty() ? Math.min(PAGE, 2 * step) : step;
      }
      if (!waiting.isEmpty()) {
        step = Math.min(PAGE, taken);
        drop(last);
        waiting.clear();
      }
      return piece.toString();
    }
  }

  /**
   * A page as it was when the list was walked down.
   *
   * @param behind where it begins
   * @param first its newest item
   * @param last its oldest item
   * @param items how many it had
   */
  private record Stretch<K>(Optional<K> behind, K first, K last, int items) {}

  private final Source<K> source;
  private final int most;

  /** @param request may say {@code limit} */
  WholeList(HttpRequest request, Source<K> source) {
    this(Words.count(request, "limit", MOST_WANTED, MOST), source);
  }

  WholeList(int most, Source<K> source) {
    this.source = source;
    this.most = most;
  }

  HttpResponse newestFirst() throws HttpRefusal {
    TURNS.acquireUninterruptibly();
    try {
      return response(Down::new);
    } finally {
      TURNS.release();
    }
  }

  /** Goes through the list twice, the first time for keys alone: it is known from its end only. */
  HttpResponse oldestFirst() throws HttpRefusal {
    TURNS.acquireUninterruptibly();
    try {
      List<Stretch<K>> stretches = stretches();
      return response(() -> new Up(stretches));
    } finally {
      TURNS.release();
    }
  }

  /** Newest first. */
  private List<Stretch<K>> stretches() throws HttpRefusal {
    List<Stretch<K>> stretches = new ArrayList<>();
    Optional<K> behind = Optional.empty();
    int left = most;
    do {
      Page<K> page = source.behind(behind, Math.min(left, PAGE));
      if (!page.items().isEmpty()) {
        stretches.add(new Stretch<>(behind, page.items().getFirst().key(), page.items().getLast().key(),
            page.items().size()));
      }
      left -= page.items().size();
      behind = page.next();
    } while (behind.isPresent() && left > 0);
    return stretches;
  }

  private final class Down extends Walk<K> {
    private Optional<K> behind = Optional.empty();
    private boolean ended;
    private int left = most;

    @Override
    void fill() throws HttpRefusal {
      while (waiting.isEmpty() && !ended && left > 0) {
        Page<K> page = source.behind(behind, Math.min(left, step));
        waiting.addAll(page.items());
        left -= page.items().size();
        behind = page.next();
        ended = behind.isEmpty();
      }
    }

    @Override
    void drop(K last) {
      left += waiting.size();
      behind = Optional.of(last);
      ended = false;
    }
  }

  private final class Up extends Walk<K> {
    private final Deque<Stretch<K>> stretches;
    /** Where the stretch begins of which items wait. */
    private Optional<K> newest = Optional.empty();

    Up(List<Stretch<K>> stretches) {
      this.stretches = new ArrayDeque<>(stretches);
    }

    @Override
    void fill() throws HttpRefusal {
      while (waiting.isEmpty() && !stretches.isEmpty()) {
        fill(stretches.pollLast());
      }
    }

    /** Those that wait become stretches of their own, of {@link #step} items, so that none is asked for often. */
    @Override
    void drop(K last) {
      List<K> keys = waiting.stream().map(Item::key).toList();
      for (int to = keys.size(); to > 0; to -= step) {
        int from = Math.max(0, to - step);
        Optional<K> behind = to == keys.size() ? newest : Optional.of(keys.get(to));
        stretches.addLast(new Stretch<>(behind, keys.get(to - 1), keys.get(from), to - from));
      }
    }

    /** Since then items may have come, gone or grown: neither less nor more than the stretch. */
    private void fill(Stretch<K> stretch) throws HttpRefusal {
      Optional<K> behind = stretch.behind();
      newest = behind;
      do {
        Page<K> page = source.behind(behind, Math.min(step, stretch.items()));
        page.items().stream().filter(item -> item.key().compareTo(stretch.last()) >= 0
            && item.key().compareTo(stretch.first()) <= 0).forEach(waiting::addFirst);
        behind = page.next();
      } while (behind.isPresent() && behind.get().compareTo(stretch.last()) > 0);
    }
  }

  /** Of a long list nothing but keys is held until its turn comes: its client may be slow. */
  private HttpResponse response(Supplier<Walk<K>> walks) throws HttpRefusal {
    Walk<K> walk = walks.get();
    String first = walk.piece();
    if (!walk.more()) {
      return HttpResponse.of(200, JSON, Bytes.utf8(begin(first) + "]\n"));
    }
    return HttpResponse.stream(JSON, out -> {
      Walk<K> whole = walks.get();
      boolean begun = false;
      while (write(whole, begun, out)) {
        begun = true;
      }
      out.write(Bytes.utf8("]\n"));
    });
  }

  /** The next piece, if there is one. A turn is had while it is made, and none while the client takes it. */
  private static boolean write(Walk<?> walk, boolean begun, StreamBody.Outlet out) throws IOException {
    String piece;
    int kib;
    TURNS.acquireUninterruptibly();
    try {
      piece = walk.piece();
      kib = Math.min(AnswerRoom.MOST_KIB, piece.length() / 1_024 + 1);
      AnswerRoom.KIB.acquireUninterruptibly(kib);
    } catch (HttpRefusal refused) {
      throw new IOException("the rest of the list cannot be had: " + refused.getMessage(), refused);
    } finally {
      TURNS.release();
    }
    try {
      if (!piece.isEmpty() || !begun) {
        out.write(Bytes.utf8(begun ? piece : begin(piece)));
      }
    } finally {
      AnswerRoom.KIB.release(kib);
    }
    return !piece.isEmpty();
  }

  private static String begin(String piece) {
    return "[" + piece.substring(Math.min(1, piece.length()));
  }
}
