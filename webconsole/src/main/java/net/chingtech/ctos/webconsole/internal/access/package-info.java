/**
 * Who may come in: the checks that every request passes (host, origin, CSRF), the sessions of the console, its login page,
 * and what of the stock console is switched off.
 */
package net.chingtech.ctos.webconsole.internal.access;
