/**
 * Finding skills: a Lucene index made from the store, thrown away and made anew whenever the two differ. Nothing is
 * kept here only.
 */
package net.chingtech.ctos.skillhub.server.search;
