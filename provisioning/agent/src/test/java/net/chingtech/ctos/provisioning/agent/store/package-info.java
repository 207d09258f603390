/** Tests of what is remembered, without a container. */
package net.chingtech.ctos.provisioning.agent.store;
