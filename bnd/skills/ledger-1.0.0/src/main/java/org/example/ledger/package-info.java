/** The Ledger skill, 1.0.0: amounts as text in a table, remarks in a file. */
package org.example.ledger;
