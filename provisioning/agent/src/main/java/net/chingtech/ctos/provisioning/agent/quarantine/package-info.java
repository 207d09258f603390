/** What is known against releases that are installed: what their sources list as revoked, and what authorities say of keys. */
package net.chingtech.ctos.provisioning.agent.quarantine;
