/** The main program: the {@code ctos} commands. */
package net.chingtech.ctos.launcher;
