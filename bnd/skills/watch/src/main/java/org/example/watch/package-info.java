/** The Site Watch skill: addresses in tables of its own, checked through the Http gateway when that was granted. */
package org.example.watch;
