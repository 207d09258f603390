/** The way to the network for programs that a skill runs: to the container, and no further. */
package net.chingtech.ctos.child.relay;
