/** Programs that the tests lock into sandboxes. */
package org.example.inmate;
