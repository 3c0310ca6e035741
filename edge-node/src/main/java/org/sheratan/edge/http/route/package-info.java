/** From a request to the node and back: routes, queries, long polls, and what the API needs of the rest. */
package org.sheratan.edge.http.route;
