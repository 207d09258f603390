/** The commands, one class each: what is typed, what is asked of the container, what is printed. */
package net.chingtech.ctos.launcher.command;
