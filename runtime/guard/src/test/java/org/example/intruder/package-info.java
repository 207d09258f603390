/** A skill that reaches for the container's threads and for the framework's cache. */
package org.example.intruder;
