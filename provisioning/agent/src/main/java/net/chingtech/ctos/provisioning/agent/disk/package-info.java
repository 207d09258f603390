/** Releases that administrators bring as files: proven when they come, kept for a day, and a source like any other. */
package net.chingtech.ctos.provisioning.agent.disk;
