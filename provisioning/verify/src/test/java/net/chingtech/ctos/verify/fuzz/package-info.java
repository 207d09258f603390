/** Feeds the verifier and the readers of formats with changed inputs: some at every build, many more on demand. */
package net.chingtech.ctos.verify.fuzz;
