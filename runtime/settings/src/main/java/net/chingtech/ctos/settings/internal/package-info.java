/** What administrators set for skills: checked against the form of a release, kept in Configuration Admin for that release alone. */
package net.chingtech.ctos.settings.internal;
