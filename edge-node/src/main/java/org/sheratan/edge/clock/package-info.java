/** What a node believes of wall time: the machine's clock, the time saved, satellites by way of gpsd, the word of other nodes. */
package org.sheratan.edge.clock;
