/**
 * The API of Sheratan Core v2, as its clients know it: its paths, shapes and status codes, on a listener of its own. What the
 * original dropped or ignored is kept and honored here (docs/core-v2.md).
 */
package org.sheratan.edge.http.original;
