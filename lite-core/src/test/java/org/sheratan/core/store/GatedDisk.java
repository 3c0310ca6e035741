package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.sheratan.kernel.Bytes;

/** A disk whose file syncs wait to be let through one by one once the gate is closed. */
final class GatedDisk implements Disk {
  private final StrictDisk inner;
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);
  private volatile boolean closed;

  GatedDisk(StrictDisk inner) {
    this.inner = inner;
  }

  void closeGate() {
    closed = true;
  }

  /** Waits until a sync stands at the gate. */
  void awaitSync() throws InterruptedException {
    if (!arrived.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no sync came");
    }
  }

  void letOneThrough() {
    allowed.release();
  }

  @Override
  public List<String> list() throws IOException {
    return inner.list();
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new Gated(inner.open(name));
  }

  @Override
  public void delete(String name) throws IOException {
    inner.delete(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    inner.rename(from, to);
  }

  @Override
  public void syncFolder() throws IOException {
    inner.syncFolder();
  }

  @Override
  public long freeBytes() throws IOException {
    return inner.freeBytes();
  }

  private final class Gated implements DiskFile {
    private final DiskFile file;

    Gated(DiskFile file) {
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void append(Bytes content) throws IOException {
      file.append(content);
    }

    @Override
    public Bytes read(long from, int length) throws IOException {
      return file.read(from, length);
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      if (closed) {
        arrived.release();
        allowed.acquireUninterruptibly();
      }
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
