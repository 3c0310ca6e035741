package org.sheratan.core.wire;

import org.sheratan.kernel.MalformedException;

/** The registry of messages: code, direction and codec of each. Codes travel and never change. */
public enum MessageKind {
  CALL(1, Direction.FROM_OWNER, WireMessage.Call.class, new CallCodec()), BID(2, Direction.TO_OWNER,
      WireMessage.Bid.class,
      new BidCodec()), DECLINE(3, Direction.TO_OWNER, WireMessage.Decline.class, new DeclineCodec()), AWARD(4,
          Direction.FROM_OWNER, WireMessage.Award.class, new AwardCodec()), REFUSAL(5, Direction.TO_OWNER,
              WireMessage.Refusal.class, new RefusalCodec()), PROGRESS(6, Direction.TO_OWNER,
                  WireMessage.Progress.class, new ProgressCodec()), LEASE_EXTENDED(7, Direction.FROM_OWNER,
                      WireMessage.LeaseExtended.class, new LeaseExtendedCodec()), RESULT(8,
                          Direction.TO_OWNER, WireMessage.Result.class, new ResultCodec()), CANCEL(9,
                              Direction.FROM_OWNER, WireMessage.Cancel.class, new CancelCodec()), PING(10,
                                  Direction.ABOUT_NO_JOB, WireMessage.Ping.class, new PingCodec()), PONG(11,
                                      Direction.ABOUT_NO_JOB, WireMessage.Pong.class,
                                      new PongCodec()), WORDS(12, Direction.ABOUT_NO_JOB,
                                          WireMessage.Words.class, new WordsCodec()), DELIVERY(13,
                                              Direction.ABOUT_NO_JOB, WireMessage.Delivery.class,
                                              new DeliveryCodec()), ACKNOWLEDGED(14, Direction.ABOUT_NO_JOB,
                                                  WireMessage.Acknowledged.class,
                                                  new AcknowledgedCodec()), WILL(15, Direction.ABOUT_NO_JOB,
                                                      WireMessage.Will.class, new WillCodec()), WILL_ANSWER(
                                                          16, Direction.ABOUT_NO_JOB,
                                                          WireMessage.WillAnswer.class,
                                                          new WillAnswerCodec()), CUSTODY_ASK(17,
                                                              Direction.ABOUT_NO_JOB,
                                                              WireMessage.CustodyAsk.class,
                                                              new CustodyAskCodec()), CUSTODY_SAY(18,
                                                                  Direction.ABOUT_NO_JOB,
                                                                  WireMessage.CustodySay.class,
                                                                  new CustodySayCodec()), BEQUEST(19,
                                                                      Direction.ABOUT_NO_JOB,
                                                                      WireMessage.Bequest.class,
                                                                      new BequestCodec());

  /** Who normally owns the job a message is about: that end's name needs not travel. */
  public enum Direction {
    FROM_OWNER, TO_OWNER, ABOUT_NO_JOB
  }

  private final int code;
  private final Direction direction;
  private final Class<? extends WireMessage> type;
  private final MessageCodec<? extends WireMessage> codec;

  <M extends WireMessage> MessageKind(int code, Direction direction, Class<M> type, MessageCodec<M> codec) {
    this.code = code;
    this.direction = direction;
    this.type = type;
    this.codec = codec;
  }

  public int code() {
    return code;
  }

  public Direction direction() {
    return direction;
  }

  public Class<? extends WireMessage> type() {
    return type;
  }

  public static MessageKind of(WireMessage message) {
    return switch (message) {
      case WireMessage.Call call -> CALL;
      case WireMessage.Bid bid -> BID;
      case WireMessage.Decline decline -> DECLINE;
      case WireMessage.Award award -> AWARD;
      case WireMessage.Refusal refusal -> REFUSAL;
      case WireMessage.Progress progress -> PROGRESS;
      case WireMessage.LeaseExtended extended -> LEASE_EXTENDED;
      case WireMessage.Result result -> RESULT;
      case WireMessage.Cancel cancel -> CANCEL;
      case WireMessage.Ping ping -> PING;
      case WireMessage.Pong pong -> PONG;
      case WireMessage.Words words -> WORDS;
      case WireMessage.Delivery delivery -> DELIVERY;
      case WireMessage.Acknowledged acknowledged -> ACKNOWLEDGED;
      case WireMessage.Will will -> WILL;
      case WireMessage.WillAnswer answer -> WILL_ANSWER;
      case WireMessage.CustodyAsk ask -> CUSTODY_ASK;
      case WireMessage.CustodySay say -> CUSTODY_SAY;
      case WireMessage.Bequest bequest -> BEQUEST;
    };
  }

  /** @throws MalformedException when {@code code} names no message of this version */
  public static MessageKind of(int code) {
    for (MessageKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new MalformedException("message kind", 0, "unknown code " + code);
  }

  /** The codec is the one registered with this message's own class. */
  @SuppressWarnings("unchecked")
  MessageCodec<WireMessage> codec() {
    return (MessageCodec<WireMessage>) codec;
  }
}
