/** The one class of ours that must stand in Felix's own package: see {@link org.apache.felix.framework.ProviderDoor}. */
package org.apache.felix.framework;
