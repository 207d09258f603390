/** Legacy skills that lie in folders of this machine: found, judged, and kept for a day to be installed. */
package net.chingtech.ctos.clawhub.imports;
