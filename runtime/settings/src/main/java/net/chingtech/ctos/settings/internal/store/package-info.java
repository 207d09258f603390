/** Where Configuration Admin keeps its configurations: one JSON file each, that lasts, with secrets encrypted. */
package net.chingtech.ctos.settings.internal.store;
