package net.chingtech.ctos.skillhub.server.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import net.chingtech.ctos.format.listing.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketCountTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "8, 0", "100, 4", "10000, 10", "1000000, 14", "4000000000000, 20"})
    void hubOfASize_hasSoManyBits(long skills, int bits) {
        assertThat(BucketCount.bits(-1, skills)).isEqualTo(bits);
    }

    @Test
    void growth_changesTheNumberRarely() {
        int changes = 0;
        int bits = BucketCount.bits(-1, 0);
        for (long skills = 0; skills < 2_000_000; skills += 1 + skills / 100) {
            int next = BucketCount.bits(bits, skills);
            assertThat(next).isGreaterThanOrEqualTo(bits).isLessThanOrEqualTo(Bucket.MOST_BITS);
            changes += next == bits ? 0 : 1;
            bits = next;
        }
        assertThat(changes).isLessThanOrEqualTo(14);
        assertThat(BucketCount.bits(bits, 1_500_000)).isEqualTo(bits);
    }
}
