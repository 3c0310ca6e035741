/** Cuts what exceeds one frame into fragments and puts it together again, within hard bounds. */
package org.sheratan.radio.fragment;
