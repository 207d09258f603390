/** The program of a skill's own process: a small framework with that skill, and its gateways and tools over standard input and output. */
package net.chingtech.ctos.child;
