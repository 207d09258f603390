/** The hub's doors over HTTP: routes, parameters, bodies and headers; what is answered comes from the other rooms. */
package net.chingtech.ctos.skillhub.server.http;
