/** Makes an OSGi skill of a legacy one: the same folder gives the same JAR, byte for byte. Nobody signs it. */
package net.chingtech.ctos.clawhub.wrap;
