/** SkillHub as a source of skills: asks its REST, and reads what it says with suspicion. */
package net.chingtech.ctos.skillhub.client.internal;
