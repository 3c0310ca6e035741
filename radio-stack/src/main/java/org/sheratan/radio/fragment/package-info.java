/** Cuts what exceeds one frame into fragments, erasure-coded (Cauchy, GF(256)), and puts it together again. */
package org.sheratan.radio.fragment;
