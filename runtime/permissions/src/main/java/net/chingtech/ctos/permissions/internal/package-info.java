/** The fence over Felix's PermissionAdmin, and the trial that shows whether it holds. */
package net.chingtech.ctos.permissions.internal;
