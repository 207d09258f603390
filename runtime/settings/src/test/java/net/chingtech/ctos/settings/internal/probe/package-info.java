/** What stands for a skill in the tests: a component in a bundle of its own, that says what it was given. */
package net.chingtech.ctos.settings.internal.probe;
