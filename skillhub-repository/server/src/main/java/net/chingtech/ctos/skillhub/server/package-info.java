/** SkillHub as a process of its own: its options, its home, its start and its end. */
package net.chingtech.ctos.skillhub.server;
