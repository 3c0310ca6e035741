/** A second opinion: which question auditors are asked about a job, and what counts as their answer. */
package org.sheratan.core.audit;
