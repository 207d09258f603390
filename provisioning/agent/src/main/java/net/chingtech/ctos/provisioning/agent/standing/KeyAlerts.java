package net.chingtech.ctos.provisioning.agent.standing;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.problem.Reason;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.verify.VerifiedNotice;

/** Tells administrators when an authority says that the publisher of one of their skills signs with another key now. */
public final class KeyAlerts {

    private final Store store;
    private final Alerts alerts;

    public KeyAlerts(Store store, Alerts alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    /** A notice was learnt; only replacements, by an authority that has a say, about publishers of what is installed matter. */
    public void learnt(VerifiedNotice verified) {
        Notice notice = verified.notice();
        if (notice.kind() != Notice.Kind.REPLACEMENT) {
            return;
        }
        State state = store.state();
        List<Entry> theirs = state.registry().skills().stream()
                .filter(entry -> isAbout(notice, entry) && hasSay(verified, state, entry))
                .toList();
        if (!theirs.isEmpty()) {
            alerts.raiseAndRecord(
                    Alert.Level.WARNING,
                    theirs.size() == 1 ? theirs.get(0).id() : null,
                    notice.publisher(),
                    replaced(verified, theirs));
        }
    }

    private static boolean isAbout(Notice notice, Entry entry) {
        return entry.current().publisher().equals(notice.publisher())
                && (entry.current().keyId().equals(notice.keyId())
                        || entry.current().keyId().equals(notice.newKeyId()));
    }

    private static boolean hasSay(VerifiedNotice verified, State state, Entry entry) {
        return verified.official()
                || state.pins()
                        .of(entry.id())
                        .map(Pins.Pin::authority)
                        .filter(verified.authority().keyId()::equals)
                        .isPresent();
    }

    private static Problem replaced(VerifiedNotice verified, List<Entry> theirs) {
        Notice notice = verified.notice();
        return new Problem(
                409,
                "key_replaced",
                verified.authority().name() + " says that " + notice.publisher() + " signs with the key sha256:"
                        + notice.newKeyId() + " from now on, in place of sha256:" + notice.keyId()
                        + ". The reason given: " + Reason.quoted(notice.reason()),
                "Ask " + notice.publisher()
                        + " on a way of your own whether that is so, before you accept an update with"
                        + " the new key.",
                theirs.stream()
                        .map(entry ->
                                entry.current().name() + " (" + entry.id() + ") is from " + notice.publisher() + ".")
                        .toList());
    }
}
