/** The gateways as services, one instance for each skill's bundle, and the desk that knows who was admitted. */
package net.chingtech.ctos.gateways.internal;
