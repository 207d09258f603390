/**
 * What a start makes of a change that was cut off: it is finished when it was the truth already, and undone otherwise, with
 * what lies on disk alone and before anything runs.
 */
package net.chingtech.ctos.provisioning.agent.recovery;
