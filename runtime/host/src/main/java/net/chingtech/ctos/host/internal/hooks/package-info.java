/** What a skill's bundle can see of the framework, and who can see it: wires, services and bundles. */
package net.chingtech.ctos.host.internal.hooks;
