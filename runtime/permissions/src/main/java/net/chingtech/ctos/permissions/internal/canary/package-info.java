/** The class of the canary bundle: packed into a bundle of its own when the container starts, and never used here. */
package net.chingtech.ctos.permissions.internal.canary;
