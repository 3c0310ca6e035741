/** The simulated medium and nothing else: stations, who hears whom, and everything that can go wrong between. */
package org.sheratan.radio.ether;
