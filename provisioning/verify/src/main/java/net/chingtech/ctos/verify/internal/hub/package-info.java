/**
 * The workflow of The Update Framework's client, sections 5.3 to 5.7, against one hub: root chain, timestamp, snapshot,
 * targets, target files, and the folder that keeps them.
 */
package net.chingtech.ctos.verify.internal.hub;
