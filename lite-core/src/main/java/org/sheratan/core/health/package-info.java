/** How the node is: its state, what is usual for it, what is not, and what follows from that. */
package org.sheratan.core.health;
