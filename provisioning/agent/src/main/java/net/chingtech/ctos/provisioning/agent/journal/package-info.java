/**
 * What a transaction writes down before it does it: a file of its own for each, one line for each step that is begun, done
 * or undone. A process that ended in the middle of a change finds there what it was at.
 */
package net.chingtech.ctos.provisioning.agent.journal;
