/**
 * The hub's signed lists, after The Update Framework: what there is, made from the store into bucket files, named by
 * targets, snapshot and timestamp, which the hub signs with its online keys. It can only list; nobody is vouched for here.
 */
package net.chingtech.ctos.skillhub.server.metadata;
