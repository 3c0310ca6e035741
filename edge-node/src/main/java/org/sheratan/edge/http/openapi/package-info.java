/** The API described for programs: an OpenAPI 3.1 document, made of the operations that are served. */
package org.sheratan.edge.http.openapi;
