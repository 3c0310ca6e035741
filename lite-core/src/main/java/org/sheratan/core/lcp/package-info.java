/** Chains of jobs: what a result asks to be done next, plans of several steps, and what stops either. */
package org.sheratan.core.lcp;
