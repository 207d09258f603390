/** Pictures of strangers: what they are is read from their bytes, and what could keep a browser busy or do more than be seen is none. */
package net.chingtech.ctos.webconsole.internal.picture;
