/**
 * A new version on probation: it is asked how it is for a while after its update, and left again for the state of before
 * when it fails, without anybody's doing.
 */
package net.chingtech.ctos.provisioning.agent.probation;
