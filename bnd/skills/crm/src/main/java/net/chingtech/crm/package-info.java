/** The CRM skill: customers of the data area {@code crm}, looked up by number or by text. */
package net.chingtech.crm;
