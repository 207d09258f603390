/** How moments are written for people. */
package net.chingtech.ctos.launcher.words;
