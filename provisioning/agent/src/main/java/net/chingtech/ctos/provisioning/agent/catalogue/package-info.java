/** All sources as one catalogue: asked at once, each with a deadline; one that fails is named and hides nothing. */
package net.chingtech.ctos.provisioning.agent.catalogue;
