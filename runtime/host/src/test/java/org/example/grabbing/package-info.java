/** A skill that wants what its settings come from. */
package org.example.grabbing;
