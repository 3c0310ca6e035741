/** Signing in with a browser: setup code or password against a cookie, and what a request with one must bring. */
package org.sheratan.edge.http.session;
