/** How a release gets into the hub: proven by the verifier, kept as a whole or not at all, never changed afterwards. */
package net.chingtech.ctos.skillhub.server.publish;
