/** A skill with migrations, and with nothing else. */
package org.example.moving;
