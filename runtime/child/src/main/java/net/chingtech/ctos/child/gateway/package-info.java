/** The gateways as the skill gets them here: each call is checked, and then asked of the container. */
package net.chingtech.ctos.child.gateway;
