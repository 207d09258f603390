/** ClawHub's v1 API as questions and answers: what it says, and what its refusals mean. Nothing of it is believed here. */
package net.chingtech.ctos.clawhub.client;
