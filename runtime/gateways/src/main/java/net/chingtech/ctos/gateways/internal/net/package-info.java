/** The way out: which destination a skill may reach, which addresses no skill reaches, and one exchange at a time over HTTP. */
package net.chingtech.ctos.gateways.internal.net;
