/** What carries frames to neighbors: one page of contract here, one room for each kind of link below. */
package org.sheratan.radio.link;
