/** What this container thinks of skills: said to the hubs that they came from, and remembered here. Nothing decides by it. */
package net.chingtech.ctos.provisioning.agent.rating;
