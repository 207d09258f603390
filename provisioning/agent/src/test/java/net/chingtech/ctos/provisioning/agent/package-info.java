/** The agent put together with real files and real signatures, on small fakes of sources, hosts and the router. */
package net.chingtech.ctos.provisioning.agent;
