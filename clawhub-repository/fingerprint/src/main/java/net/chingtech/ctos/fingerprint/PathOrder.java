package net.chingtech.ctos.fingerprint;

import com.ibm.icu.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which ClawHub's command and its server bring paths: JavaScript's {@code localeCompare}, which is ICU's order
 * for English. Neither code points nor the JDK's own collator give it.
 */
public final class PathOrder {

    /** For any number of threads. */
    public static final Comparator<String> PATHS = order();

    private PathOrder() {}

    private static Comparator<String> order() {
        Collator collator = Collator.getInstance(Locale.ENGLISH).freeze();
        Comparator<String> order = collator::compare;
        // Different paths that the collator holds for the same still have one order here, whatever order they come in.
        return order.thenComparing(Comparator.naturalOrder());
    }
}
