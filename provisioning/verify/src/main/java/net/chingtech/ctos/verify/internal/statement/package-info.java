/** Proves a release statement: its signature, the certificates behind it, and what an authority says of the publisher. */
package net.chingtech.ctos.verify.internal.statement;
