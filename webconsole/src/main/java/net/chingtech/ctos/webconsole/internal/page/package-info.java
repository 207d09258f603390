/** The Marketplace's page: in the web console and alone, and the modules and styles that it is made of. */
package net.chingtech.ctos.webconsole.internal.page;
