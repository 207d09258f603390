/** What {@code FenceBenchmark} runs in JVMs of their own: one way of checking permissions in each. */
package net.chingtech.ctos.itest.fence;
