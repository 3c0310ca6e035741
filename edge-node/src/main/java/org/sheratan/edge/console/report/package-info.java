/** What the console says about a node: the API's own answers as lines for people or for machines. */
package org.sheratan.edge.console.report;
