/** The digests by which ClawHub knows what is in a folder, computed as its own command line does. */
package net.chingtech.ctos.clawhub.fingerprint;
