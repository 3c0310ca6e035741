package org.sheratan.edge.console;

import java.util.function.Function;

/**
 * Something a person is asked for.
 *
 * @param hidden a secret: never shown, never kept
 * @param next what follows from the answer
 */
record Question(String prompt, boolean hidden, Function<String, Move> next) {}
