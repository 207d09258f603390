/** ClawHub as a source of skills: its folders become bundles, and its old ones are found where they lie. */
package net.chingtech.ctos.clawhub;
