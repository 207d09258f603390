/**
 * Questions to a hub over HTTP: time limits, tries, redirects and sizes are held here, and every failure becomes a
 * problem that a person can read.
 */
package net.chingtech.ctos.skillhub.client.internal.http;
