/** Calls on threads of the container's own: with a time limit, a lease on what they use, and values that carry no objects across. */
package net.chingtech.ctos.host.internal.calls;
