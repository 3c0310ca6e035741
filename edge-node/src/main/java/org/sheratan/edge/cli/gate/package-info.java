/** Commands about jobs that a gate stopped until a person decides. */
package org.sheratan.edge.cli.gate;
