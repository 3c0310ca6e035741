package org.sheratan.edge.access;

/**
 * What a caller has shown that he may do.
 *
 * @param name of the named token he brought; empty for the node's own token, and for somebody signed in
 */
public record Permit(Scope scope, String name) {
  /** Of whoever may read the node's data folder, or knows its password. */
  public static final Permit WHOLE = new Permit(Scope.ADMIN, "");
}
