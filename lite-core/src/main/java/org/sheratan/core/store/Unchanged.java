package org.sheratan.core.store;

/** A folder of this version is one of the next as it stands: the next only has more to say. */
record Unchanged(int fromVersion) implements Migration {
  @Override
  public void run(Disk disk) {
    // Nothing is to be lifted.
  }
}
