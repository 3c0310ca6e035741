/** Commands about jobs and receipts. */
package org.sheratan.edge.cli.job;
