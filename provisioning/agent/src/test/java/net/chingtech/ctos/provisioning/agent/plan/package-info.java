/** Measures the search for releases that fit. */
package net.chingtech.ctos.provisioning.agent.plan;
