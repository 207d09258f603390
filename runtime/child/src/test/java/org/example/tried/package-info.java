/** A skill that does as it is told. */
package org.example.tried;
