/**
 * Words between people: kept here until the node they are for has them, there until its people have read them, and
 * shown there once.
 */
package org.sheratan.core.message;
