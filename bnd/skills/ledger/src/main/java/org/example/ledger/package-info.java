/** The Ledger skill: amounts and remarks in a table, settings with a secret, and what brings 1.0.0 forward. */
package org.example.ledger;
