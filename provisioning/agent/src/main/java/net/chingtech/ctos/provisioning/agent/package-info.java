/**
 * The provisioning agent: finds, plans, installs, updates, takes back and removes skills. This package joins its parts to
 * the {@code SkillManager} and {@code Tasks} services; each part has a package below.
 */
package net.chingtech.ctos.provisioning.agent;
