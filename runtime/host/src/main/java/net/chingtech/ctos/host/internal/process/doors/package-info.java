/** What a skill's process may ask of the container: known methods with exact parameters, each handed to the skill's gateways. */
package net.chingtech.ctos.host.internal.process.doors;
