/** What the container decides by itself: which host runs a skill of which tier, and what needs an explicit yes. */
package net.chingtech.ctos.provisioning.agent.policy;
