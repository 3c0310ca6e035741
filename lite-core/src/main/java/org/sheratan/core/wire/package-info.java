/**
 * The compact binary form of everything nodes say to each other about jobs and for people, and of what they store
 * about jobs: one codec a message, byte tables in docs/protocol.md, vectors in docs/vectors/wire-*.txt.
 */
package org.sheratan.core.wire;
