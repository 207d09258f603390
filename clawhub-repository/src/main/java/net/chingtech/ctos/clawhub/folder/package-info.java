/**
 * What a legacy skill is before it is anything else: a few files. Reads them from a ZIP or a folder of this machine, holds them
 * to limits, and reads what SKILL.md and its neighbours say of it.
 */
package net.chingtech.ctos.clawhub.folder;
