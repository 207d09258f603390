/** What both hosts ask of a release: its bytes, its tools, and how a start that failed is told. */
package net.chingtech.ctos.host.internal.start;
