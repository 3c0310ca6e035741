/**
 * Who runs a job: calls and bids, awards and leases, on the owner's side ({@code Auctioneer}, {@code Awards}) and on
 * the worker's ({@code Bidder}, {@code Worker}).
 */
package org.sheratan.core.market;
