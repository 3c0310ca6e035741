/** What one transmission carries: byte layouts and limits. Knows no keys; see docs/protocol.md. */
package org.sheratan.radio.frame;
