/** Starts what the distribution has to make skills of folders, when it has it: the code of a bundle, outside of a framework. */
package net.chingtech.ctos.launcher.folder;
