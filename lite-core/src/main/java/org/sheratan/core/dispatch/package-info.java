/** The owner's side of jobs: admission, idempotency, order, deadlines, retries, and the one decision how each ends. */
package org.sheratan.core.dispatch;
