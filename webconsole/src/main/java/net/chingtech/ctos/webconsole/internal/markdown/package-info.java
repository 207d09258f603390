/**
 * Markdown of strangers becomes HTML that can do no harm in our page: few elements, no picture, no attribute of theirs but
 * where a link leads. Bounded in size, depth and time.
 */
package net.chingtech.ctos.webconsole.internal.markdown;
