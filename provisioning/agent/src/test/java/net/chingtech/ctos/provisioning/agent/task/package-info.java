/** What watchers of tasks see. */
package net.chingtech.ctos.provisioning.agent.task;
