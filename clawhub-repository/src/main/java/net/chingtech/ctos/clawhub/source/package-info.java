/** A ClawHub as a source of skills: what it has is shown, and what is wanted is brought, checked and made into a release. */
package net.chingtech.ctos.clawhub.source;
