package org.sheratan.core.store;

/** The same where every turn is two groups: no damage may leave half of one. */
class LongTurnDamageTest extends JournalDamageTest {
  @Override
  StoreConfig config() {
    return StoreConfig.DEFAULT.withBatchBytes(1);
  }
}
