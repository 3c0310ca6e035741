/** Tools a worker runs: their contract here, the handlers that touch files in {@code tool.local}. */
package org.sheratan.core.tool;
