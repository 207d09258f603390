/**
 * What is installed, on disk: registry and lock file, pins of publisher keys, the folders of installed releases. A file is
 * replaced as a whole and only once it is true; the registry is written last and is the truth at the next start.
 */
package net.chingtech.ctos.provisioning.agent.store;
