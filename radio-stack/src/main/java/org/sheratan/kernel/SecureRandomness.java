package org.sheratan.kernel;

/**
 * Random bytes for keys and nonces. Kept apart from {@link Entropy} so that a seed can never reach a key in
 * production: the real one is in edge.daemon, the seeded one is made by core.sim alone.
 */
@FunctionalInterface
public interface SecureRandomness {
  Bytes next(int length);
}
