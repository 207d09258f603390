/**
 * The container's REST under {@code /ctos/api/v1}, for the Marketplace, the command line and CTOS: one small class for each
 * group of addresses, on a router that owns methods, paths, bodies and errors.
 */
package net.chingtech.ctos.webconsole.internal.rest;
