/** Gateways for the unit tests of skills: they answer as a container's do, and grant everything. */
package net.chingtech.ctos.skill.testing;
