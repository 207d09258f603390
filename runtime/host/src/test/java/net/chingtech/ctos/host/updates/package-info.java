/** Updates of a skill while its callers do not rest, in the steps that a transaction takes. */
package net.chingtech.ctos.host.updates;
