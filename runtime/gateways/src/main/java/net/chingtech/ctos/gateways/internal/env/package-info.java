/** The values that an administrator set for skills, each skill's in a file that only the container's user reads. */
package net.chingtech.ctos.gateways.internal.env;
