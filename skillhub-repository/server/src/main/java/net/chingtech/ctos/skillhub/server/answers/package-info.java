/** The hub's answers, made from the store and the index as the records of the catalogue format; nothing of HTTP. */
package net.chingtech.ctos.skillhub.server.answers;
