/** Who is heard directly, over which link and how well, and how much of each link's time may be spent on what. */
package org.sheratan.radio.mesh.neighbor;
