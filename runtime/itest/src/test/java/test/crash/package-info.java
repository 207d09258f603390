/** The code of the skills that are updated, broken and killed by the crash suite; their JARs are made by the tests. */
package test.crash;
