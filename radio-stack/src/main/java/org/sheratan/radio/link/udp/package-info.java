/** Frames as UDP datagrams over IPv4 and IPv6; the datagram formats are drawn in docs/protocol.md, "UDP link". */
package org.sheratan.radio.link.udp;
