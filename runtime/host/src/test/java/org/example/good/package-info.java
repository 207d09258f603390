/** A skill as it should be: tools, a health check, data, its own folder, another skill. */
package org.example.good;
