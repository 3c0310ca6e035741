/** The body's pulse: the clock, randomness and every thread; drives the passive node. */
package org.sheratan.edge.daemon;
