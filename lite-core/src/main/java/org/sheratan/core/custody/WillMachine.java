package org.sheratan.core.custody;

import java.util.Optional;

/**
 * What becomes of a will, pure: (state, event) → next state, and what to do.
 *
 * <pre>
 *                  | KEPT                | STANDING            | COMPLETED
 * OWNER_KEEPS      | KEPT, wait anew     | STANDING            | COMPLETED
 * OWNER_BACK       | KEPT, wait anew     | STANDING            | COMPLETED, bequeath
 * OWNER_RECALLS    | KEPT, wait anew     | KEPT, withdraw      | COMPLETED
 * OWNER_FORGOT     | KEPT, due now       | STANDING            | gone
 * OWNER_ENDED      | gone                | gone, withdraw      | gone
 * EARLIER_STANDS   | KEPT, wait anew     | KEPT, withdraw      | COMPLETED
 * EARLIER_ENDED    | KEPT, wait anew     | KEPT, withdraw      | COMPLETED
 * SILENT           | STANDING            | bug                 | bug
 * DEPUTY_COMPLETED | bug                 | COMPLETED, bequeath | bug
 * DEPUTY_ENDED     | bug                 | gone                | bug
 * </pre>
 *
 * Of two that stand in for one owner the earlier goes on. A result that is there is kept until the owner has said that it
 * needs none. Only its owner's word ends a will: what an earlier heir says puts the takeover off for as long as it says so.
 */
final class WillMachine {
  private WillMachine() {}

  /** What to do beside. */
  enum Act {
    NOTHING, WAIT_ANEW, DUE_NOW, WITHDRAW, BEQUEATH
  }

  /** @param state empty when nothing of the will is kept */
  record Step(Optional<WillState> state, Act act) {}

  static Step step(WillState state, WillEvent event) {
    return switch (state) {
      case KEPT -> kept(event);
      case STANDING -> standing(event);
      case COMPLETED -> completed(event);
    };
  }

  private static Step kept(WillEvent event) {
    return switch (event) {
      case OWNER_KEEPS, OWNER_BACK, OWNER_RECALLS, EARLIER_STANDS, EARLIER_ENDED ->
        to(WillState.KEPT, Act.WAIT_ANEW);
      case OWNER_FORGOT -> to(WillState.KEPT, Act.DUE_NOW);
      case OWNER_ENDED -> gone(Act.NOTHING);
      case SILENT -> to(WillState.STANDING, Act.NOTHING);
      case DEPUTY_COMPLETED, DEPUTY_ENDED -> throw bug(WillState.KEPT, event);
    };
  }

  private static Step standing(WillEvent event) {
    return switch (event) {
      case OWNER_KEEPS, OWNER_BACK, OWNER_FORGOT -> to(WillState.STANDING, Act.NOTHING);
      case OWNER_RECALLS, EARLIER_STANDS, EARLIER_ENDED -> to(WillState.KEPT, Act.WITHDRAW);
      case OWNER_ENDED -> gone(Act.WITHDRAW);
      case DEPUTY_COMPLETED -> to(WillState.COMPLETED, Act.BEQUEATH);
      case DEPUTY_ENDED -> gone(Act.NOTHING);
      case SILENT -> throw bug(WillState.STANDING, event);
    };
  }

  private static Step completed(WillEvent event) {
    return switch (event) {
      case OWNER_KEEPS, OWNER_RECALLS, EARLIER_STANDS, EARLIER_ENDED -> to(WillState.COMPLETED, Act.NOTHING);
      case OWNER_BACK -> to(WillState.COMPLETED, Act.BEQUEATH);
      case OWNER_FORGOT, OWNER_ENDED -> gone(Act.NOTHING);
      case SILENT, DEPUTY_COMPLETED, DEPUTY_ENDED -> throw bug(WillState.COMPLETED, event);
    };
  }

  private static Step to(WillState state, Act act) {
    return new Step(Optional.of(state), act);
  }

  private static Step gone(Act act) {
    return new Step(Optional.empty(), act);
  }

  private static IllegalStateException bug(WillState state, WillEvent event) {
    return new IllegalStateException("a will that is " + state + " cannot take " + event);
  }
}
