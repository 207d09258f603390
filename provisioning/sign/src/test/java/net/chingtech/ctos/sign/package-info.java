/** Tests of signing, and the builders of test skills and test publishers that other rooms' tests use too (test-jar). */
package net.chingtech.ctos.sign;
