package org.sheratan.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** One page of a list in the making: full when it has so many things, or when the last one brought it to {@link PageWeight#PAGE_BYTES}. */
final class PageFill<T> {
  /** Archived things read at once for a page; each may be 130 KiB long. */
  static final int STEP = 16;

  private final int limit;
  private final ToLongFunction<T> weight;
  private final List<T> items = new ArrayList<>();
  private long bytes;

  /** @param weight of a thing in bytes, such as {@link PageWeight} tells it */
  PageFill(int limit, ToLongFunction<T> weight) {
    this.limit = limit;
    this.weight = weight;
  }

  boolean full() {
    return items.size() >= limit || bytes >= PageWeight.PAGE_BYTES;
  }

  void add(T item) {
    items.add(item);
    bytes += weight.applyAsLong(item);
  }

  List<T> items() {
    return items;
  }
}
