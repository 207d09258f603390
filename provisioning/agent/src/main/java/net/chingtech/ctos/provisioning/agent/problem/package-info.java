/** What the agent refuses, and why: the problems that more than one of its packages names, each with its next step. */
package net.chingtech.ctos.provisioning.agent.problem;
