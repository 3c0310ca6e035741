/**
 * The ground every room stands on: values, checks, bounded readers, and the seams through which time,
 * randomness and durability come in. Imports nothing of ours.
 */
package org.sheratan.kernel;
