/** Which names people take for one another: what letters look like, and when one slip of the finger counts. */
package net.chingtech.ctos.skillhub.server.alike;
