/** Paths about tokens that were given to others: names, scopes, lives. */
package org.sheratan.edge.http.token;
