/** Measures the product against its peers: {@code sheratan bench NAME [--json]}. Nothing depends on it. */
package org.sheratan.bench;
