/** What a transmission costs and what the law allows: airtime, regions, duty cycle, the queue before the radio. */
package org.sheratan.radio.air;
