/** What left for each skill and destination, counted and logged; and what a skill was denied, written down once in a while. */
package net.chingtech.ctos.gateways.internal.traffic;
