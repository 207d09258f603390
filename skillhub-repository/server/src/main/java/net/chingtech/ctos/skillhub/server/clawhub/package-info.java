/**
 * What the hub says to clients of ClawHub: its skills in the shapes, words and statuses of ClawHub's own API, for reading. A
 * release's folder is what its JAR holds for people, or the whole legacy folder that was wrapped.
 */
package net.chingtech.ctos.skillhub.server.clawhub;
