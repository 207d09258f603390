/** Makes signed skills of folders, for authors who publish them: outside of a container, found by ServiceLoader. */
package net.chingtech.ctos.clawhub.publish;
