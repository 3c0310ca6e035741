/** Commands about words between people. */
package org.sheratan.edge.cli.message;
