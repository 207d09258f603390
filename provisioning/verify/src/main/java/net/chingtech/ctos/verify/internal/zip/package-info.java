/**
 * Reads a ZIP in the one way that leaves nothing to guess about, so that no two readers can see different files in it.
 * Memory is bounded by the limits, whatever the file claims.
 */
package net.chingtech.ctos.verify.internal.zip;
