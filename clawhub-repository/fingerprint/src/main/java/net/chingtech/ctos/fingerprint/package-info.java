/**
 * How ClawHub tells that a folder is unchanged: one hash over its files. Pure functions, for the container and for a hub,
 * which share no process.
 */
package net.chingtech.ctos.fingerprint;
