/** The accounting skill: invoices of the data area {@code sales} with their totals, and VAT. */
package net.chingtech.accounting;
