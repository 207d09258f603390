package net.chingtech.ctos.clawhub.imports;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Tasks;

/** Remembers how far a look was; wants no more of it once it hears the given words. */
final class Heard implements Tasks.Progress {

    final List<String> words = new ArrayList<>();
    private final String last;
    private final Runnable then;

    Heard() {
        this("", () -> {});
    }

    private Heard(String last, Runnable then) {
        this.last = last;
        this.then = then;
    }

    static Heard cancelledAfter(String words) {
        return new Heard(words, () -> {});
    }

    /** Goes on, and something happens meanwhile. */
    static Heard meanwhile(Runnable then) {
        return new Heard("", then);
    }

    @Override
    public void at(long done, long of, String said) {
        words.add(said);
        then.run();
    }

    @Override
    public void check() throws ProvisioningException {
        if (words.contains(last)) {
            throw LegacyProblem.cancelled();
        }
    }
}
