/** Handshakes with neighbors and far peers, and what is sealed and opened with them. */
package org.sheratan.radio.mesh.session;
