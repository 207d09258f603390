/** A bundle that asks for permissions, as code of its own. */
package org.example.probe;
