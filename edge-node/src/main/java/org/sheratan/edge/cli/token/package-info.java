/** Commands about tokens for others: create, list, revoke. */
package org.sheratan.edge.cli.token;
