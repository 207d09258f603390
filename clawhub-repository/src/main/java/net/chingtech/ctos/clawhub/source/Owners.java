package net.chingtech.ctos.clawhub.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whose the skills of a list are. Where a slug is several people's, the one with the same name and birth is meant. */
final class Owners {

    private static final Logger LOG = LoggerFactory.getLogger(Owners.class);

    /** Names of several people cost a question for each of them; a list of nothing but such names would cost thousands. */
    static final int MOST_CANDIDATES = 100;

    private final Details details;
    private final ExecutorService threads;

    Owners(Details details, ExecutorService threads) {
        this.details = details;
        this.threads = threads;
    }

    /** In the list's order; one whose owner cannot be told is left out. A busy or dead hub is told as such. */
    List<Said.Detail> of(List<Said.Skill> items) throws ProvisioningException {
        AtomicInteger candidates = new AtomicInteger(MOST_CANDIDATES);
        List<Future<Optional<Said.Detail>>> asked = items.stream()
                .filter(item -> item.slug() != null)
                .map(item -> threads.submit(() -> of(item, candidates)))
                .toList();
        List<Said.Detail> found = new ArrayList<>();
        try {
            for (Future<Optional<Said.Detail>> one : asked) {
                one.get().ifPresent(found::add);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    new Problem(409, "cancelled", "The question was cancelled.", "Ask again when you want it."), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProvisioningException problem) {
                throw problem;
            }
            throw new IllegalStateException("asking for an owner failed", e.getCause());
        } finally {
            asked.forEach(one -> one.cancel(false));
        }
    }

    private Optional<Said.Detail> of(Said.Skill item, AtomicInteger left) throws ProvisioningException {
        try {
            return Optional.of(details.line(new Ref(null, item.slug())));
        } catch (ProvisioningException e) {
            return e.problem().code().equals(ClawHub.AMBIGUOUS)
                    ? among(e.problem().more(), item, left)
                    : leftOut(item, e);
        }
    }

    private Optional<Said.Detail> among(List<String> candidates, Said.Skill item, AtomicInteger left)
            throws ProvisioningException {
        for (Ref candidate :
                candidates.stream().flatMap(name -> Ref.of(name).stream()).toList()) {
            if (left.getAndDecrement() <= 0) {
                break;
            }
            try {
                Said.Detail detail = details.line(candidate);
                if (Objects.equals(detail.skill().createdAt(), item.createdAt())
                        && Objects.equals(detail.skill().displayName(), item.displayName())) {
                    return Optional.of(detail);
                }
            } catch (ProvisioningException e) {
                leftOut(item, e);
            }
        }
        return Optional.empty();
    }

    /** What is wrong with one skill hides no other; what is wrong with the hub is for all. */
    private static Optional<Said.Detail> leftOut(Said.Skill item, ProvisioningException e)
            throws ProvisioningException {
        if (e.problem().status() >= 500 && !e.problem().code().equals("source_answer_invalid")) {
            throw e;
        }
        LOG.debug("{} is left out of a list: {}", item.slug(), e.problem());
        return Optional.empty();
    }
}
