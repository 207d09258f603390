/** How much a skill keeps in its folders: measured again and again while it runs, and said when it is too much. */
package net.chingtech.ctos.gateways.internal.quota;
