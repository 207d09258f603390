/** Tests of a hub's root. */
package net.chingtech.ctos.sign.hub;
