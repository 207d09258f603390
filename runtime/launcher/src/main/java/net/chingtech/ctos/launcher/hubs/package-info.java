/** Which SkillHubs a container uses, by what root it knows each, and what a hub shows of its own root. */
package net.chingtech.ctos.launcher.hubs;
