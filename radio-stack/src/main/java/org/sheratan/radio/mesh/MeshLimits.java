package org.sheratan.radio.mesh;

import org.sheratan.radio.frame.Limits;

/** Every bound and period of the mesh in one place. What a hostile peer can make us hold ends here. */
public final class MeshLimits {
  /** Link crossings an announce or envelope may make; three header bits. */
  public static final int MAX_HOPS = 7;
  /** Hop limit of what leaves its source: links it may cross after the first. */
  public static final int FIRST_HOP_LIMIT = MAX_HOPS - 1;
  /** An announce fresh from its node with this limit is a greeting: it asks for an answer. */
  public static final int GREETING_HOP_LIMIT = MAX_HOPS;

  // What we remember of others.
  public static final int PEERS = 512;
  public static final int CONTACTS_PER_NEIGHBOR = 4;
  public static final int NEIGHBORS = 128;
  /** Unknown identities that one source of announces may bring at once, */
  public static final int NEWCOMERS_AT_ONCE = 128;
  /** and then one in so long; */
  public static final long NEWCOMER_MS = 1_000;
  /** or, once it brought twice as many as it may, for so long */
  public static final long HOARDING_MS = 3_600_000;
  /** one in so long. */
  public static final long NEWCOMER_OF_HOARDER_MS = 60_000;
  /** Of those turned away then, so many a second that are heard again, after the shortest interval between announces, */
  public static final int RETURNED_PER_SECOND = 1;
  /** and so many at once. */
  public static final int RETURNED_AT_ONCE = 64;
  /** Who was heard over so long is no longer new, and makes no room for the new. */
  public static final long ACQUAINTED_MS = 600_000;
  /** Blocked ones in range that are shown. */
  public static final int SHUNNED = 64;
  public static final int WAYS_PER_PEER = 4;
  public static final int TRUST_DECISIONS = 4096;
  public static final int GREETED_ENDPOINTS = 64;

  // Announces. A Trickle interval starts at MIN and doubles up to MAX (RFC 6206), longer on slow links.
  public static final long ANNOUNCE_MIN_MS = 1_000;
  public static final long ANNOUNCE_MAX_MS = 128_000;
  /** On a slow link the shortest interval is this many times an announce's airtime, */
  public static final int ANNOUNCE_FIRST_AIRTIMES = 10;
  /** but no less than this many for each neighbor that shares the medium, */
  public static final int ANNOUNCE_CROWD_AIRTIMES = 4;
  /** and the longest is that of a fast link, in units of this many. */
  public static final int ANNOUNCE_AIRTIME_SHARE = 50;
  /** An announce gets a new sequence, which all verify and relay, no sooner than this, unless it says new things. */
  public static final long RENEWAL_MS = 15_000;
  /** Announces of others handed to a newcomer at once. */
  public static final int INTRODUCTIONS = 32;
  /** A way not refreshed for this many of the longest intervals is gone. */
  public static final int WAY_LIFE_INTERVALS = 5;
  /** Relaying waits a random time below this, to hear whether others did. */
  public static final long RELAY_JITTER_MS = 200;
  /** On a slow medium the random time is below so many times its airtime: long enough to hear others. */
  public static final int RELAY_WINDOW_AIRTIMES = 32;
  /** Our own announces take this much of the airtime that the law leaves a link in the long run, and so many at once. */
  public static final int OWN_ANNOUNCES_PERCENT = 2;
  public static final int OWN_ANNOUNCES_AT_ONCE = 6;
  /** The same for announces of others. */
  public static final int RELAYED_ANNOUNCES_PERCENT = 5;
  public static final int RELAYED_ANNOUNCES_AT_ONCE = 64;
  /** Of that, renewals of what is known already take one part in so many. */
  public static final int RENEWALS_SHARE = 10;
  /** The shortest interval between whole rolls is so many times an announce's airtime, the longest so many times that. */
  public static final int ROLL_AIRTIMES = 200;
  public static final int ROLL_INTERVAL_GROWTH = 128;
  /** They take this much of the legal airtime, and so many announces' airtime of it at once. */
  public static final int ROLLS_PERCENT = 1;
  public static final int ROLLS_AT_ONCE = 16;
  /** Rolls like ours heard in an interval before we stay silent. */
  public static final int ROLLS_ENOUGH = 2;
  /** An epoch whose numbers for rolls are used up is ended no sooner than this after the last. */
  public static final long EPOCH_FOR_ROLLS_MS = 3_600_000;
  /** A way that something waits for is asked for after so many announces' airtime, then after twice that, and so on. */
  public static final int SEEK_AIRTIMES = 10;
  public static final int SEEK_TRIES = 8;
  /** Whether a neighbor that was gone is back is looked at every so many announces' airtime. */
  public static final int BACK_AIRTIMES = 10;
  /** Announces handed over for one roll. */
  public static final int GIFTS_AT_ONCE = 8;
  /** As many nodes share a medium, as far as renewals go, before that many were met. */
  public static final int NODES_EXPECTED = 4;
  /** A way that missed so many renewals is gone. */
  public static final int RENEWALS_MISSED = 3;
  /** Others heard relaying the same announce before we stay silent. */
  public static final int RELAY_ENOUGH = 3;
  /** Announces relayed a second, sustained and at once, on a fast link. */
  public static final int RELAYED_ANNOUNCES_PER_SECOND = 20;
  public static final int RELAYED_ANNOUNCES_BURST = 100;
  /** Signatures verified for announces a second, sustained and at once. */
  public static final int ANNOUNCE_CHECKS_PER_SECOND = 50;
  public static final int ANNOUNCE_CHECKS_BURST = 500;
  /** Announces waiting for their relay moment. */
  public static final int PENDING_RELAYS = 256;
  /** What is for everyone and nobody is heard to pass on is said so many times more. */
  public static final int SPREAD_REPEATS = 2;
  public static final long GREET_MS = 2_000;
  public static final long GREET_MAX_MS = 60_000;
  /** One endpoint is answered with our announce at most this often. */
  public static final long ANSWER_ANNOUNCE_MS = 1_000;

  // A node that doubts how far it had come.
  /** Peers whose latest epoch and card are kept on disk. */
  public static final int REMEMBERED_PEERS = 512;
  /** It asks for so many of the shortest intervals of its slowest link, */
  public static final int ASK_INTERVALS = 8;
  /** or so many after the first answer, */
  public static final int ASK_MORE_INTERVALS = 3;
  /** but never longer than this. */
  public static final long ASK_MAX_MS = 120_000;

  // Handshakes.
  public static final int HANDSHAKES = 64;
  public static final int UNOPENED_BEFORE_NEW_SESSION = 3;
  public static final long HANDSHAKE_RETRY_MAX_MS = 60_000;
  /** Peers whose latest frame of ours is known by its name: as many as there are sessions. */
  public static final int SEALED_FOR = 4_096;
  /** Answers to unproven senders a second, sustained and at once, for each link. */
  public static final int STRANGER_ANSWERS_PER_SECOND = 5;
  public static final int STRANGER_ANSWERS_BURST = 50;

  /** Messages between two nodes without a session that go as notes, in so long, before one is made. */
  public static final int NOTES = 2;
  public static final long NOTES_MS = 24L * 3600 * 1000;
  /** Unanswered tries of one, before a session is made and tells whether it arrived. */
  public static final int NOTE_TRIES = 2;

  /** A session is made anew for unopened frames of one neighbor no sooner than after this, then ever more rarely. */
  public static final long RENEWAL_OF_SESSION_MS = 60_000;
  public static final long RENEWAL_OF_SESSION_MAX_MS = 3_600_000;

  // What others can make us say.
  /** Replays, frames that no session opens, and strangers: so much of the airtime that the law leaves a link. */
  public static final int UNPROVEN_PERCENT = 20;
  /** Cards, and answers about groups, to nodes that have a session with us: this much. */
  public static final int MEMBERS_PERCENT = 20;
  /** Large answers under way to one neighbor. */
  public static final int CONTROL_UNITS = 8;
  /** One frame that comes again is answered so many times, and one arrival mark. */
  public static final int REPEATS_ANSWERED = 8;
  /** An acknowledgement, or a custody mark: what most repeats get. */
  public static final int REPEAT_ANSWER_BYTES = 20;

  // Reliability on one hop.
  public static final long ACK_DELAY_MIN_MS = 40;
  public static final long RETRY_MAX_MS = 15_000;
  /** Back-off on slow links ends at so many times the first retry time. */
  public static final int RETRY_MAX_TIMES = 4;
  /** On a shared medium no retry sooner, in percent of a round trip. */
  public static final int ACK_ROUND_TRIPS_PERCENT = 300;
  /** What is to be heard passed on is not repeated sooner, as its mark may come by its second saying, */
  public static final int MARK_ROUND_TRIPS_PERCENT = 225;
  /** nor later than so many times that, */
  public static final int MARK_PATIENCE = 2;
  /** and so many of its airtimes for its being passed on, perhaps twice. */
  public static final int MARK_AIRTIMES = 2;
  public static final int TRIES_BEFORE_BACKOFF = 2;
  public static final int MARK_TRIES_BEFORE_BACKOFF = 6;
  /** So many units under way at once make no crowd. */
  public static final int CROWD_UNITS = 1;
  /** How often a retry is put off because its link is behind. */
  public static final int POSTPONED = 3;
  /** What a link holds of one transfer's burst, at most, in time on the air; two full frames if that is more. */
  public static final long HANDED_OVER_MS = 50;
  public static final int TRIES_BEFORE_STUCK = 4;
  /** A neighbor that said it has no room for something is asked again after this, another at most as often. */
  public static final long NO_ROOM_MS = 15_000;
  /** Of a transfer that takes a full piece: each time after twice as long, so often. */
  public static final int NO_ROOM_DOUBLINGS = 4;
  /** What was sent so many times over, and is still reported missing, counts as refused. */
  public static final int TRANSFER_ROUNDS = 4;
  public static final int TRIES_BEFORE_NEW_SESSION = 8;
  /** Single frames not yet acknowledged; half the replay window, so that reordering does no harm. */
  public static final int FRAMES_PER_NEIGHBOR = 24;
  /** The same on a shared medium, where neighbors cannot send while we do. */
  public static final int FRAMES_ON_AIR = 1;
  /** Messages for one far peer over a shared medium that have no end-to-end acknowledgement yet. */
  public static final int FAR_ON_AIR = 1;
  public static final int TRANSFERS_PER_NEIGHBOR = 1;
  /** Beyond that a message of normal priority goes as bulk. */
  public static final int LARGE_BYTES = 4_096;
  /** Interrupted ones of ours that are remembered on disk, and for how many starts; refused ones in memory. */
  public static final int TRANSFERS_KEPT = 32;
  public static final int TRANSFER_STARTS = 8;
  /** How often the owner hears of a unit that cannot be sent at all. */
  public static final long WATCH_MS = 2_000;

  // Questions about ways.
  /** Answers take at most one part in so many of a link's time, sustained, */
  public static final int WAY_ANSWER_AIRTIME_SHARE = 50;
  /** and are so far apart on the fastest, */
  public static final long WAY_ANSWER_MIN_MS = 250;
  /** but so many may come at once. */
  public static final int WAY_ANSWERS_BURST = 8;

  // Messages of our own.
  public static final int OUTBOX = 1_024;
  public static final long OUTBOX_BYTES = 16L * 1024 * 1024;
  public static final long END_RETRY_MAX_MS = 60_000;
  /** Tries in a row that a neighbor took and the far peer never acknowledged, before another way is taken. */
  public static final int LOST_BEFORE_DOUBT = 2;
  public static final long DOUBT_MS = 1_800_000;
  public static final int ARRIVALS = 4_096;

  // Messages of others.
  public static final int CUSTODY = 512;
  public static final int CUSTODY_PER_NEIGHBOR = 128;
  /** For one hint, whoever handed it over: it may be of a node that is gone. */
  public static final int CUSTODY_PER_DESTINATION = 128;
  /** Of that, what neighbors hand over leaves so much to acknowledgements and handshakes of our own. */
  public static final int CUSTODY_FOR_OWN = 64;
  public static final long CUSTODY_BYTES = 8L * 1024 * 1024;
  /** From this remaining lifetime on a relay commits before it acknowledges. */
  public static final long DURABLE_CUSTODY_MS = 60_000;
  public static final int SEEN_ENVELOPES = 4_096;
  /** An envelope passed on is not passed on again sooner than this. */
  public static final long PASS_AGAIN_MS = 1_000;
  /** Peers that share one address hint and get a copy each. */
  public static final int HINT_COPIES = 3;

  // Groups.
  public static final int GROUPS = 32;
  /** Of what goes in coded pieces: serial of the key 1, signature 64. */
  public static final int BROADCAST_OVERHEAD_BYTES = 1 + Limits.SIGNATURE_BYTES;
  public static final int INVITATIONS = 64;
  public static final int JOINS = 8;
  public static final long INVITATION_MAX_MS = 30L * 24 * 3600 * 1000;
  /** What is passed on for groups, and said again, takes this much of the airtime that the law leaves a link. */
  public static final int GROUP_RELAYS_PERCENT = 20;
  /** So many announces' airtime of it at once. */
  public static final int GROUP_RELAYS_AT_ONCE = 64;
  /** What no key of ours opens leaves a quarter of all that to our own groups. */
  public static final int UNOPENED_RELAYS_PERCENT = 15;
  public static final int UNOPENED_RELAYS_AT_ONCE = 48;
  public static final int UNOPENED_RELAYS_PER_SECOND = 15;
  public static final int UNOPENED_RELAYS_BURST = 75;
  /** Of the twentieth of the airtime kept for emergencies, a fifth for group frames that no key of ours opens, */
  public static final int UNOPENED_EMERGENCIES_PERCENT = 1;
  /** and two fifths for envelopes of others, half of it for those from one neighbor. */
  public static final int PASSED_EMERGENCIES_PERCENT = 2;
  /** Group frames remembered, so that each is passed on once. */
  public static final int SEEN_GROUP_FRAMES = 4_096;
  /** Longest frame that a small message makes: every link on the way must carry it. */
  public static final int GROUP_FRAME_BYTES = 250;
  /** Coded broadcasts of our own under way. */
  public static final int BROADCASTS = 4;
  /** After so long without a report a broadcast is over, earlier where another one needs its place. */
  public static final long BROADCAST_QUIET_MS = 600_000;
  /** Not more than forty pieces a second, whatever the link. */
  public static final long PIECE_GAP_MS = 25;
  /** A receiver that gets nothing for so many reports gives up: at a third lost each way each is in vain half the time. */
  public static final int VAIN_REPORTS = 20;
  /** So often it stays silent for another's sake without anything new, then it speaks: others may lie. */
  public static final int PUT_OFF = 8;
  /** Coded broadcasts of others under way, in all groups together. */
  public static final int BROADCASTS_HEARD = 32;
  /** Keys and rosters that are missing are asked for after this, then ever more rarely. */
  public static final long GROUP_RETRY_MS = 2_000;
  public static final long GROUP_RETRY_MAX_MS = 600_000;
  /** On slow links not sooner than so many times what a key takes on the air. */
  public static final int GROUP_RETRY_AIRTIMES = 30;
  /** Answers to other members' words a second, sustained and at once. */
  public static final int GROUP_ANSWERS_PER_SECOND = 5;
  public static final int GROUP_ANSWERS_BURST = 200;

  // Revocations. Believed ones are counted apart from those of authors without a say here.
  public static final int TRUSTED_REVOCATIONS = 384;
  public static final int REVOCATIONS_OF_TRUSTED = 64;
  public static final int OTHER_REVOCATIONS = 128;
  public static final int REVOCATIONS_OF_OTHER = 8;
  /** One of these makes room for another no sooner: a flood must not wear out the disk. */
  public static final long OTHER_REVOCATION_KEPT_MS = 600_000;
  /** Words of others are written no oftener than this in the long run, */
  public static final long REVOCATION_WRITE_MS = 15_000;
  /** but so many of those with a say at once. */
  public static final int REVOCATION_WRITES_AT_ONCE = 64;
  /** Signatures verified a second, sustained and at once. */
  public static final int REVOCATION_CHECKS_PER_SECOND = 5;
  public static final int REVOCATION_CHECKS_BURST = 100;
  /** Of the airtime that the law leaves a link. */
  public static final int TRUSTED_REVOCATIONS_PERCENT = 2;
  public static final int OTHER_REVOCATIONS_PERCENT = 1;
  /** So many long frames of each at once. */
  public static final int REVOCATIONS_AT_ONCE = 16;
  /** What we hold is said to neighbors that hold something else no sooner than after this, then ever more rarely. */
  public static final long SUMMARY_MS = 5_000;
  public static final long SUMMARY_MAX_MS = 3_600_000;
  /** On slow links not sooner than so many times what it takes on the air. */
  public static final int SUMMARY_AIRTIMES = 30;

  // Cards.
  public static final long CARD_RETRY_MS = 2_000;
  public static final long CARD_RETRY_MAX_MS = 60_000;
  public static final int CARD_TRIES = 40;
  /** On a slow link sessions are made for cards only while there are at most so many neighbors, */
  public static final int INTRODUCED_NEIGHBORS = 6;
  /** each taken to cost so much: two handshake packets, two requests, two cards, */
  public static final int INTRODUCTION_BYTES = 600;
  /** out of this much of the airtime that the law leaves the link, */
  public static final int INTRODUCTIONS_PERCENT = 3;
  /** and at once this much of what it leaves in an hour. */
  public static final int INTRODUCTIONS_AT_ONCE_PERCENT = 5;

  private MeshLimits() {}
}
