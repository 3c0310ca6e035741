/** The operator's choices: TOML in, immutable records out, errors that name file, line, column and what fits. */
package org.sheratan.edge.config;
