/** The way out for programs that a skill runs: an HTTP proxy on a unix socket, held to the skill's grants. */
package net.chingtech.ctos.gateways.internal.relay;
