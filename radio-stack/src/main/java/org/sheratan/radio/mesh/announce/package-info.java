/** Saying that we are here, taking the announces of others, and rolls: who knows whom, and how far. */
package org.sheratan.radio.mesh.announce;
