package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What hosts, router, belongings and settings were asked, in order. */
final class Asked {

    final List<String> all = new CopyOnWriteArrayList<>();
    /** Told each time, before it is done. */
    volatile Told before = what -> {};

    /** May throw what the one that is asked throws. */
    interface Told {
        void of(String what);
    }

    void say(String what) {
        all.add(what);
        before.of(what);
    }
}
