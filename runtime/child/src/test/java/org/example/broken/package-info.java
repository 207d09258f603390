/** A skill that does not start. */
package org.example.broken;
