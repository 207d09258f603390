/** A skill that runs the programs which it was granted. */
package org.example.running;
