package org.sheratan.edge.http.original;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.StreamBody;
import org.sheratan.kernel.Bytes;

/**
 * A list in one answer, as the original gives it: the newest {@link #MOST} items, or as many as the request wants. Where the node's pages are more than one, each is asked for when the
 * one before it has been written, so that a long list needs no memory; should the node refuse on the way, the connection
 * ends without the closing bracket.
 *
 * @param <K> names an item; newer ones are greater
 */
final class WholeList<K extends Comparable<K>> {
  /** Results of jobs may be large. */
  static final int PAGE = 50;
  /** Of the original's clients nobody wants more, and some ask every two seconds. */
  static final int MOST = 1_000;
  private static final int MOST_WANTED = 999_999;
  private static final String JSON = "application/json";

  /** @param next continues behind the last of {@code items}; empty at the end of the list */
  record Page<K>(List<Item<K>> items, Optional<K> next) {}

  record Item<K>(K key, Json json) {}

  /** Where pages come from, newest first. */
  interface Source<K> {
    Page<K> behind(Optional<K> key, int limit) throws HttpRefusal;
  }

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
    Page<K> first = source.behind(Optional.empty(), size(0));
    return first.next().isEmpty() || most <= PAGE
        ? whole(first.items())
        : HttpResponse.stream(JSON, out -> {
          Writer writer = new Writer(out);
          writer.write(first.items());
          Optional<K> next = first.next();
          for (int page = 1; next.isPresent() && size(page) > 0; page++) {
            Page<K> more = later(next, size(page));
            writer.write(more.items());
            next = more.next();
          }
          writer.end();
        });
  }

  /** Goes through the list twice: it is known from its end only. */
  HttpResponse oldestFirst() throws HttpRefusal {
    Page<K> newest = source.behind(Optional.empty(), size(0));
    List<K> borders = new ArrayList<>();
    Optional<K> next = newest.next();
    while (next.isPresent() && size(borders.size() + 1) > 0) {
      borders.add(next.get());
      next = source.behind(next, PAGE).next();
    }
    return borders.isEmpty()
        ? whole(reversed(newest.items()))
        : HttpResponse.stream(JSON, out -> {
          Writer writer = new Writer(out);
          for (int index = borders.size() - 1; index >= 0; index--) {
            writer.write(reversed(between(borders, index)));
          }
          writer.write(reversed(newest.items()));
          writer.end();
        });
  }

  /** So many items of that page are wanted, the newest page being 0. */
  private int size(int page) {
    return Math.clamp((long) most - (long) page * PAGE, 0, PAGE);
  }

  /** Where something has been deleted since, a page reaches further than it did. */
  private List<Item<K>> between(List<K> borders, int index) throws IOException {
    List<Item<K>> items = later(Optional.of(borders.get(index)), size(index + 1)).items();
    return index + 1 == borders.size()
        ? items
        : items.stream().filter(item -> item.key().compareTo(borders.get(index + 1)) >= 0).toList();
  }

  private Page<K> later(Optional<K> key, int limit) throws IOException {
    try {
      return source.behind(key, limit);
    } catch (HttpRefusal refused) {
      throw new IOException("the rest of the list cannot be had: " + refused.getMessage(), refused);
    }
  }

  private static <K> List<Item<K>> reversed(List<Item<K>> items) {
    List<Item<K>> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    return reversed;
  }

  private static <K> HttpResponse whole(List<Item<K>> items) {
    return HttpResponse.json(200, new Json.Arr(items.stream().map(Item::json).toList()));
  }

  /** Puts commas between items of several pages. */
  private static final class Writer {
    private final StreamBody.Outlet out;
    private String before = "[";

    Writer(StreamBody.Outlet out) {
      this.out = out;
    }

    void write(List<? extends Item<?>> items) throws IOException {
      StringBuilder text = new StringBuilder();
      for (Item<?> item : items) {
        text.append(before).append(CanonicalJson.text(item.json()));
        before = ",";
      }
      out.write(Bytes.utf8(text.toString()));
    }

    void end() throws IOException {
      out.write(Bytes.utf8(before.equals("[") ? "[]\n" : "]\n"));
    }
  }
}
