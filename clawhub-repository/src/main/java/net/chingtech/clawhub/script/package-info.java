/**
 * What runs a legacy skill: these classes are copied into each JAR that is made of one, and know nothing but the skill API.
 * They are not in a package of the container's, since no skill may bring classes of those.
 */
package net.chingtech.clawhub.script;
