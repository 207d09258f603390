/**
 * What SkillHub keeps: metadata of releases, and their artifacts. Two small interfaces, so that another database or an
 * object storage can take the place of the embedded one.
 */
package net.chingtech.ctos.skillhub.server.store;
