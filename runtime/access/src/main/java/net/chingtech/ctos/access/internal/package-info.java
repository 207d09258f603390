/**
 * Who may come in, and what was done: the administrator's password and the tokens of the doors, from files of the
 * container's home; and the audit log, a chain of digests in a file.
 */
package net.chingtech.ctos.access.internal;
