/** A skill with settings. */
package org.example.settled;
