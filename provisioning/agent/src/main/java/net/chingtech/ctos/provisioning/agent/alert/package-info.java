/** What administrators have to know: kept on disk until somebody has read it, and for 30 days after that. */
package net.chingtech.ctos.provisioning.agent.alert;
