/** The checks of a skill JAR, each one small: signature, headers, places, classes, libraries, manifest. */
package net.chingtech.ctos.verify.internal.jar;
