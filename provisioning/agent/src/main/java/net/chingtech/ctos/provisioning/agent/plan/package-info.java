/**
 * Says what a change would do: finds the releases that fit together with the OSGi Resolver, proves each statement, and
 * writes down what an administrator has to agree to. Touches nothing.
 */
package net.chingtech.ctos.provisioning.agent.plan;
