/** How many calls hold one version of a skill. */
package net.chingtech.ctos.host.internal.calls;
