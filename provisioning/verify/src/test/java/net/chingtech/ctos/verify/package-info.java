/** Good releases that are accepted, and bad ones that are refused, each for its own reason. */
package net.chingtech.ctos.verify;
