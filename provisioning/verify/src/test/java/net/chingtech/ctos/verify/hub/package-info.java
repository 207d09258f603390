/** Attacks on a hub's lists, over real HTTP with an attacker in between, against our client and against another one. */
package net.chingtech.ctos.verify.hub;
