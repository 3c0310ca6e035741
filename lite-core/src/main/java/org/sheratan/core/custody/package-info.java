/** Copies of jobs at other nodes: wills, their heirs, and what becomes of a job while its owner is silent. */
package org.sheratan.core.custody;
