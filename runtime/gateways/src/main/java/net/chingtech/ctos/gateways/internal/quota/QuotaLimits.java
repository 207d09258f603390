package net.chingtech.ctos.gateways.internal.quota;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a skill may keep.
 *
 * @param files how many files and folders in both, however small: each costs the disk something, too
 */
public record QuotaLimits(long dataBytes, long tempBytes, int files) {

    /** Framework property, in MiB. */
    public static final String DATA = "ctos.quota.data.mib";

    /** Framework property, in MiB. */
    public static final String TEMP = "ctos.quota.temp.mib";

    static final long MIB = 1024 * 1024;

    private static final int MOST_FILES = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(QuotaLimits.class);

    /** @param properties value by name, null when it is not set */
    public static QuotaLimits of(UnaryOperator<String> properties) {
        return new QuotaLimits(mib(properties, DATA, 256), mib(properties, TEMP, 128), MOST_FILES);
    }

    private static long mib(UnaryOperator<String> properties, String name, long usual) {
        String value = properties.apply(name);
        try {
            long mib = value == null ? usual : Long.parseLong(value.strip());
            if (mib > 0 && mib < Integer.MAX_VALUE) {
                return mib * MIB;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        LOG.warn("{} is {}, which is no number of MiB; {} holds", name, value, usual);
        return usual * MIB;
    }
}
