/** Talks to a running container over REST, and shows its answers to people. */
package net.chingtech.ctos.launcher.rest;
