/** A skill that looks for the settings of others. */
package org.example.nosy;
