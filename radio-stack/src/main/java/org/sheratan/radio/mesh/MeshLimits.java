package org.sheratan.radio.mesh;

/** Every bound and period of the mesh in one place. What a hostile peer can make us hold ends here. */
final class MeshLimits {
  /** Link crossings an announce or envelope may make; three header bits. */
  static final int MAX_HOPS = 7;
  /** Hop limit of what leaves its source: links it may cross after the first. */
  static final int FIRST_HOP_LIMIT = MAX_HOPS - 1;
  /** An announce fresh from its node with this limit is a greeting: it asks for an answer. */
  static final int GREETING_HOP_LIMIT = MAX_HOPS;

  // What we remember of others.
  static final int PEERS = 512;
  static final int CONTACTS_PER_NEIGHBOR = 4;
  static final int NEIGHBORS = 128;
  /** Unknown identities that one source of announces may bring at once, */
  static final int NEWCOMERS_AT_ONCE = 128;
  /** and then one in so long; */
  static final long NEWCOMER_MS = 1_000;
  /** or, once it brought twice as many as it may, for so long */
  static final long HOARDING_MS = 3_600_000;
  /** one in so long. */
  static final long NEWCOMER_OF_HOARDER_MS = 60_000;
  /** Blocked ones in range that are shown. */
  static final int SHUNNED = 64;
  static final int WAYS_PER_PEER = 4;
  static final int TRUST_DECISIONS = 4096;
  static final int GREETED_ENDPOINTS = 64;

  // Announces. A Trickle interval starts at MIN and doubles up to MAX (RFC 6206), longer on slow links.
  static final long ANNOUNCE_MIN_MS = 1_000;
  static final long ANNOUNCE_MAX_MS = 128_000;
  /** On a slow link the shortest interval is this many times an announce's airtime, */
  static final int ANNOUNCE_FIRST_AIRTIMES = 10;
  /** but no less than this many for each neighbor that shares the medium, */
  static final int ANNOUNCE_CROWD_AIRTIMES = 4;
  /** and the longest is that of a fast link, in units of this many. */
  static final int ANNOUNCE_AIRTIME_SHARE = 50;
  /** An announce gets a new sequence, which all verify and relay, no sooner than this, unless it says new things. */
  static final long RENEWAL_MS = 15_000;
  /** Announces of others handed to a newcomer at once. */
  static final int INTRODUCTIONS = 32;
  /** A way not refreshed for this many of the longest intervals is gone. */
  static final int WAY_LIFE_INTERVALS = 5;
  /** Relaying waits a random time below this, to hear whether others did. */
  static final long RELAY_JITTER_MS = 200;
  /** On a slow medium the random time is below so many times its airtime: long enough to hear others. */
  static final int RELAY_WINDOW_AIRTIMES = 32;
  /** Our own announces take this much of the airtime that the law leaves a link in the long run, and so many at once. */
  static final int OWN_ANNOUNCES_PERCENT = 2;
  static final int OWN_ANNOUNCES_AT_ONCE = 6;
  /** The same for announces of others. */
  static final int RELAYED_ANNOUNCES_PERCENT = 5;
  static final int RELAYED_ANNOUNCES_AT_ONCE = 64;
  /** Of that, renewals of what is known already take one part in so many. */
  static final int RENEWALS_SHARE = 10;
  /** The shortest interval between whole rolls is so many times an announce's airtime, the longest so many times that. */
  static final int ROLL_AIRTIMES = 200;
  static final int ROLL_INTERVAL_GROWTH = 128;
  /** They take this much of the legal airtime, and so many announces' airtime of it at once. */
  static final int ROLLS_PERCENT = 1;
  static final int ROLLS_AT_ONCE = 16;
  /** Rolls like ours heard in an interval before we stay silent. */
  static final int ROLLS_ENOUGH = 2;
  /** An epoch whose numbers for rolls are used up is ended no sooner than this after the last. */
  static final long EPOCH_FOR_ROLLS_MS = 3_600_000;
  /** A way that something waits for is asked for after so many announces' airtime, then after twice that, and so on. */
  static final int SEEK_AIRTIMES = 10;
  static final int SEEK_TRIES = 8;
  /** Whether a neighbor that was gone is back is looked at every so many announces' airtime. */
  static final int BACK_AIRTIMES = 10;
  /** Announces handed over for one roll. */
  static final int GIFTS_AT_ONCE = 8;
  /** As many nodes share a medium, as far as renewals go, before that many were met. */
  static final int NODES_EXPECTED = 4;
  /** A way that missed so many renewals is gone. */
  static final int RENEWALS_MISSED = 3;
  /** Others heard relaying the same announce before we stay silent. */
  static final int RELAY_ENOUGH = 3;
  /** Announces relayed a second, sustained and at once, on a fast link. */
  static final int RELAYED_ANNOUNCES_PER_SECOND = 20;
  static final int RELAYED_ANNOUNCES_BURST = 100;
  /** Signatures verified for announces a second, sustained and at once. */
  static final int ANNOUNCE_CHECKS_PER_SECOND = 50;
  static final int ANNOUNCE_CHECKS_BURST = 500;
  /** Announces waiting for their relay moment. */
  static final int PENDING_RELAYS = 256;
  /** What is for everyone and nobody is heard to pass on is said so many times more. */
  static final int SPREAD_REPEATS = 2;
  static final long GREET_MS = 2_000;
  static final long GREET_MAX_MS = 60_000;
  /** One endpoint is answered with our announce at most this often. */
  static final long ANSWER_ANNOUNCE_MS = 1_000;

  // A node that doubts how far it had come.
  /** Peers whose latest epoch is kept on disk. */
  static final int EPOCHS = 512;
  /** It asks for so many of the shortest intervals of its slowest link, */
  static final int ASK_INTERVALS = 8;
  /** or so many after the first answer, */
  static final int ASK_MORE_INTERVALS = 3;
  /** but never longer than this. */
  static final long ASK_MAX_MS = 120_000;

  // Handshakes.
  static final int HANDSHAKES = 64;
  static final int UNOPENED_BEFORE_NEW_SESSION = 3;
  static final long HANDSHAKE_RETRY_MAX_MS = 60_000;
  /** Answers to unproven senders a second, sustained and at once, for each link. */
  static final int STRANGER_ANSWERS_PER_SECOND = 5;
  static final int STRANGER_ANSWERS_BURST = 50;

  /** Messages between two nodes without a session that go as notes, in so long, before one is made. */
  static final int NOTES = 2;
  static final long NOTES_MS = 24L * 3600 * 1000;
  /** Unanswered tries of one, before a session is made and tells whether it arrived. */
  static final int NOTE_TRIES = 2;

  /** A session is made anew for unopened frames of one neighbor no sooner than after this, then ever more rarely. */
  static final long RENEWAL_OF_SESSION_MS = 60_000;
  static final long RENEWAL_OF_SESSION_MAX_MS = 3_600_000;

  // What others can make us say.
  /** Replays, frames that no session opens, and strangers: so much of the airtime that the law leaves a link. */
  static final int UNPROVEN_PERCENT = 20;
  /** Cards, and answers about groups, to nodes that have a session with us: this much. */
  static final int MEMBERS_PERCENT = 20;
  /** Large answers under way to one neighbor. */
  static final int CONTROL_UNITS = 8;
  /** One frame that comes again is answered so many times, and one arrival mark. */
  static final int REPEATS_ANSWERED = 8;
  /** An acknowledgement, or a custody mark: what most repeats get. */
  static final int REPEAT_ANSWER_BYTES = 20;

  // Reliability on one hop.
  static final long ACK_DELAY_MIN_MS = 40;
  static final long RETRY_MAX_MS = 15_000;
  /** Back-off on slow links ends at so many times the first retry time. */
  static final int RETRY_MAX_TIMES = 4;
  /** On a shared medium no retry sooner, in percent of a round trip. */
  static final int ACK_ROUND_TRIPS_PERCENT = 300;
  /** What is to be heard passed on is not repeated sooner, as its mark may come by its second saying, */
  static final int MARK_ROUND_TRIPS_PERCENT = 225;
  /** nor later than so many times that, */
  static final int MARK_PATIENCE = 2;
  /** and so many of its airtimes for its being passed on, perhaps twice. */
  static final int MARK_AIRTIMES = 2;
  static final int TRIES_BEFORE_BACKOFF = 2;
  static final int MARK_TRIES_BEFORE_BACKOFF = 6;
  /** So many units under way at once make no crowd. */
  static final int CROWD_UNITS = 1;
  /** How often a retry is put off because its link is behind. */
  static final int POSTPONED = 3;
  /** What a link holds of one transfer's burst, at most, in time on the air; two full frames if that is more. */
  static final long HANDED_OVER_MS = 50;
  static final int TRIES_BEFORE_STUCK = 4;
  /** A neighbor that said it has no room for something is asked again after this, another at most as often. */
  static final long NO_ROOM_MS = 15_000;
  static final int TRIES_BEFORE_NEW_SESSION = 8;
  /** Single frames not yet acknowledged; half the replay window, so that reordering does no harm. */
  static final int FRAMES_PER_NEIGHBOR = 24;
  /** The same on a shared medium, where neighbors cannot send while we do. */
  static final int FRAMES_ON_AIR = 1;
  /** Messages for one far peer over a shared medium that have no end-to-end acknowledgement yet. */
  static final int FAR_ON_AIR = 1;
  static final int TRANSFERS_PER_NEIGHBOR = 1;
  /** Beyond that a message of normal priority goes as bulk. */
  static final int LARGE_BYTES = 4_096;
  /** Interrupted ones of ours that are remembered on disk, and for how many starts. */
  static final int TRANSFERS_KEPT = 32;
  static final int TRANSFER_STARTS = 8;
  /** How often the owner hears of a unit that cannot be sent at all. */
  static final long WATCH_MS = 2_000;

  // Questions about ways.
  /** Answers take at most one part in so many of a link's time, sustained, */
  static final int WAY_ANSWER_AIRTIME_SHARE = 50;
  /** and are so far apart on the fastest, */
  static final long WAY_ANSWER_MIN_MS = 250;
  /** but so many may come at once. */
  static final int WAY_ANSWERS_BURST = 8;

  // Messages of our own.
  static final int OUTBOX = 1_024;
  static final long OUTBOX_BYTES = 16L * 1024 * 1024;
  static final long END_RETRY_MAX_MS = 60_000;
  /** Tries in a row that a neighbor took and the far peer never acknowledged, before another way is taken. */
  static final int LOST_BEFORE_DOUBT = 2;
  static final long DOUBT_MS = 1_800_000;
  static final int ARRIVALS = 4_096;

  // Messages of others.
  static final int CUSTODY = 512;
  static final int CUSTODY_PER_NEIGHBOR = 128;
  static final long CUSTODY_BYTES = 8L * 1024 * 1024;
  /** From this remaining lifetime on a relay commits before it acknowledges. */
  static final long DURABLE_CUSTODY_MS = 60_000;
  static final int SEEN_ENVELOPES = 4_096;
  /** An envelope passed on is not passed on again sooner than this. */
  static final long PASS_AGAIN_MS = 1_000;
  /** Peers that share one address hint and get a copy each. */
  static final int HINT_COPIES = 3;

  // Groups.
  static final int GROUPS = 32;
  static final int INVITATIONS = 64;
  static final int JOINS = 8;
  static final long INVITATION_MAX_MS = 30L * 24 * 3600 * 1000;
  /** What is passed on for groups, and said again, takes this much of the airtime that the law leaves a link. */
  static final int GROUP_RELAYS_PERCENT = 20;
  /** So many announces' airtime of it at once. */
  static final int GROUP_RELAYS_AT_ONCE = 64;
  /** Group frames remembered, so that each is passed on once. */
  static final int SEEN_GROUP_FRAMES = 4_096;
  /** Longest frame that a small message makes: every link on the way must carry it. */
  static final int GROUP_FRAME_BYTES = 250;
  /** Coded broadcasts of our own under way. */
  static final int BROADCASTS = 4;
  /** After so long without a report a broadcast is over, earlier where another one needs its place. */
  static final long BROADCAST_QUIET_MS = 600_000;
  /** Not more than forty pieces a second, whatever the link. */
  static final long PIECE_GAP_MS = 25;
  /** A receiver that gets nothing for so many reports gives up: at a third lost each way each is in vain half the time. */
  static final int VAIN_REPORTS = 20;
  /** So often it stays silent for another's sake without anything new, then it speaks: others may lie. */
  static final int PUT_OFF = 8;
  /** Coded broadcasts of others under way, in all groups together. */
  static final int BROADCASTS_HEARD = 32;
  /** Keys and rosters that are missing are asked for after this, then ever more rarely. */
  static final long GROUP_RETRY_MS = 2_000;
  static final long GROUP_RETRY_MAX_MS = 600_000;
  /** On slow links not sooner than so many times what a key takes on the air. */
  static final int GROUP_RETRY_AIRTIMES = 30;
  /** Answers to other members' words a second, sustained and at once. */
  static final int GROUP_ANSWERS_PER_SECOND = 5;
  static final int GROUP_ANSWERS_BURST = 200;

  // Revocations. Believed ones are counted apart from those of authors without a say here.
  static final int TRUSTED_REVOCATIONS = 384;
  static final int REVOCATIONS_OF_TRUSTED = 64;
  static final int OTHER_REVOCATIONS = 128;
  static final int REVOCATIONS_OF_OTHER = 8;
  /** One of these makes room for another no sooner: a flood must not wear out the disk. */
  static final long OTHER_REVOCATION_KEPT_MS = 600_000;
  /** Signatures verified a second, sustained and at once. */
  static final int REVOCATION_CHECKS_PER_SECOND = 5;
  static final int REVOCATION_CHECKS_BURST = 100;
  /** Of the airtime that the law leaves a link. */
  static final int TRUSTED_REVOCATIONS_PERCENT = 2;
  static final int OTHER_REVOCATIONS_PERCENT = 1;
  /** So many long frames of each at once. */
  static final int REVOCATIONS_AT_ONCE = 16;
  /** What we hold is said to neighbors that hold something else no sooner than after this, then ever more rarely. */
  static final long SUMMARY_MS = 5_000;
  static final long SUMMARY_MAX_MS = 3_600_000;
  /** On slow links not sooner than so many times what it takes on the air. */
  static final int SUMMARY_AIRTIMES = 30;

  // Cards.
  static final long CARD_RETRY_MS = 2_000;
  static final long CARD_RETRY_MAX_MS = 60_000;
  static final int CARD_TRIES = 40;
  /** On a slow link sessions are made for cards only while there are at most so many neighbors, */
  static final int INTRODUCED_NEIGHBORS = 6;
  /** each taken to cost so much: two handshake packets, two requests, two cards, */
  static final int INTRODUCTION_BYTES = 600;
  /** out of this much of the airtime that the law leaves the link, */
  static final int INTRODUCTIONS_PERCENT = 3;
  /** and at once this much of what it leaves in an hour. */
  static final int INTRODUCTIONS_AT_ONCE_PERCENT = 5;

  private MeshLimits() {}
}
