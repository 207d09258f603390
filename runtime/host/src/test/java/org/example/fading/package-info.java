/** A skill that is well when it starts, and can stop being so. */
package org.example.fading;
