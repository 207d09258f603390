/** What a skill's author does with a home: keys and certificates, signing, and publishing to a hub. */
package net.chingtech.ctos.launcher.publish;
