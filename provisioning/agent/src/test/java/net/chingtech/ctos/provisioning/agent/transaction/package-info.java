/** Tests of the steps that a change is made of. */
package net.chingtech.ctos.provisioning.agent.transaction;
