/** Tools for developing without radios: emulated modems on real terminals, joined by one simulated air. */
package org.sheratan.edge.dev;
