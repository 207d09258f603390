/** A skill that wants to be told of settings. */
package org.example.listening;
