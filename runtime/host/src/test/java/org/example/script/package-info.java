/** The other end of a process host's connection, played by the tests. */
package org.example.script;
