/** Feeds the readers of legacy skills, and what wraps them, with changed inputs: some at every build, many more on demand. */
package net.chingtech.ctos.clawhub.fuzz;
