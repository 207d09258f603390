/** Tests of what a transaction writes down. */
package net.chingtech.ctos.provisioning.agent.journal;
