/** How a command says that it failed. */
package net.chingtech.ctos.launcher.failure;
