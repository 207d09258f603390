/**
 * The skill of the escape suite: ways out of a skill's fence, sorted by subject, and a tool that tries one of them. Each
 * way ends in something that shows from outside, so that nobody has to believe what it says of itself.
 */
package net.chingtech.escape;
