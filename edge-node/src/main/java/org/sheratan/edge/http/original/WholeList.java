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
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.StreamBody;
import org.sheratan.kernel.Bytes;

/**
 * A list in one answer, as the original gives it: the newest {@link #MOST} items, or as many as the request wants. Pages are
 * asked for as they are written, and of an item its JSON is made when its turn comes, so that a long list of large items needs
 * little memory. What fits {@link #SHORT_CHARS} has a length; for more the connection closes behind it, and should the node
 * refuse on the way, without the closing bracket.
 *
 * @param <K> names an item; newer ones are greater
 */
final class WholeList<K extends Comparable<K>> {
  static final int PAGE = 16;
  /** Of the original's clients nobody wants more, and some ask every two seconds. */
  static final int MOST = 1_000;
  private static final int MOST_WANTED = 999_999;
  /** So many lists are made or written at once, each with a page of up to a MiB in memory; others wait. */
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

    /** Asks for more where none is waiting. */
    abstract void fill() throws HttpRefusal;

    boolean more() throws HttpRefusal {
      fill();
      return !waiting.isEmpty();
    }

    /** The next items, not many more than {@link #SHORT_CHARS} unless one alone is longer; each behind a comma. */
    String piece() throws HttpRefusal {
      StringBuilder piece = new StringBuilder();
      while (piece.length() < SHORT_CHARS && more()) {
        piece.append(',').append(CanonicalJson.text(waiting.poll().json().get()));
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
   */
  private record Stretch<K>(Optional<K> behind, K first, K last) {}

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
        stretches.add(new Stretch<>(behind, page.items().getFirst().key(), page.items().getLast().key()));
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
        Page<K> page = source.behind(behind, Math.min(left, PAGE));
        waiting.addAll(page.items());
        left -= page.items().size();
        behind = page.next();
        ended = behind.isEmpty();
      }
    }
  }

  private final class Up extends Walk<K> {
    private final Deque<Stretch<K>> stretches;

    Up(List<Stretch<K>> stretches) {
      this.stretches = new ArrayDeque<>(stretches);
    }

    @Override
    void fill() throws HttpRefusal {
      while (waiting.isEmpty() && !stretches.isEmpty()) {
        fill(stretches.pollLast());
      }
    }

    /** Since then items may have come, gone or grown: neither less nor more than the stretch. */
    private void fill(Stretch<K> stretch) throws HttpRefusal {
      Optional<K> behind = stretch.behind();
      do {
        Page<K> page = source.behind(behind, PAGE);
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
      TURNS.acquireUninterruptibly();
      try {
        write(walks.get(), out);
      } finally {
        TURNS.release();
      }
    });
  }

  private static void write(Walk<?> walk, StreamBody.Outlet out) throws IOException {
    out.write(Bytes.utf8(begin(later(walk))));
    for (String piece = later(walk); !piece.isEmpty(); piece = later(walk)) {
      out.write(Bytes.utf8(piece));
    }
    out.write(Bytes.utf8("]\n"));
  }

  private static String begin(String piece) {
    return "[" + piece.substring(Math.min(1, piece.length()));
  }

  private static String later(Walk<?> walk) throws IOException {
    try {
      return walk.piece();
    } catch (HttpRefusal refused) {
      throw new IOException("the rest of the list cannot be had: " + refused.getMessage(), refused);
    }
  }
}
