/** Messages on their way: to the neighbor, in custody from hop to hop, home again as marks, and as transfers in pieces. */
package org.sheratan.radio.mesh.hop;
