/**
 * A change to the world: a list of steps, each of which can be undone. They are done in order; when one fails or somebody
 * cancels, those before it are undone in reverse, and the old version runs as before.
 */
package net.chingtech.ctos.provisioning.agent.transaction;
