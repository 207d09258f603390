/** What the hub says when it does not do what was asked: problems with a stable code, what happened, and what to do. */
package net.chingtech.ctos.skillhub.server.refusal;
