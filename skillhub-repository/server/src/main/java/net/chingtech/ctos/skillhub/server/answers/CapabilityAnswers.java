package net.chingtech.ctos.skillhub.server.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.catalogue.CapabilityAnswer;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion;
import net.chingtech.ctos.format.catalogue.CapabilityQuestion.Need;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Provided;
import net.chingtech.ctos.skillhub.server.store.Releases;
import org.apache.felix.utils.resource.SimpleFilter;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Who provides a capability. */
public final class CapabilityAnswers {

    private static final int MOST_CANDIDATES = 5_000;
    private static final int LONGEST_FILTER = 2_000;

    private static final Comparator<CapabilityAnswer.Provider> NEWEST_FIRST = Comparator.comparing(
                    CapabilityAnswer.Provider::version)
            .reversed()
            .thenComparing(CapabilityAnswer.Provider::id);

    private final Releases releases;

    public CapabilityAnswers(Releases releases) {
        this.releases = releases;
    }

    public CapabilityAnswer query(CapabilityQuestion question) throws Refused {
        List<Need> needs = question.requirements();
        if (needs == null || needs.stream().anyMatch(need -> need == null || need.namespace() == null)) {
            throw refused("json_invalid", "requirements must be a list of objects with namespace and filter.");
        }
        if (needs.size() > CapabilityQuestion.MOST) {
            throw refused("too_many_requirements", "At most " + CapabilityQuestion.MOST + " in one question.");
        }
        List<CapabilityAnswer.Providers> answers = new ArrayList<>();
        for (Need need : needs) {
            answers.add(new CapabilityAnswer.Providers(need, providers(need)));
        }
        return new CapabilityAnswer(answers);
    }

    private List<CapabilityAnswer.Provider> providers(Need need) throws Refused {
        Filter filter = filter(need);
        String content = filter == null ? null : content(need);
        // A release whose clauses match twice is named once, with both.
        Map<Long, CapabilityAnswer.Provider> matching = new LinkedHashMap<>();
        for (Provided provided : releases.provided(need.namespace(), content, MOST_CANDIDATES)) {
            boolean matches = Clauses.attributes(provided.clause(), need.namespace()).stream()
                    .anyMatch(attributes -> filter == null || filter.matches(attributes));
            if (matches) {
                matching.computeIfAbsent(
                                provided.releaseNumber(),
                                number -> new CapabilityAnswer.Provider(
                                        provided.id(), provided.version(), provided.sha256(), new ArrayList<>()))
                        .capabilities()
                        .add(provided.clause());
            }
        }
        return matching.values().stream().sorted(NEWEST_FIRST).toList();
    }

    private static Filter filter(Need need) throws Refused {
        if (need.filter() == null || need.filter().isBlank()) {
            return null;
        }
        if (need.filter().length() > LONGEST_FILTER) {
            throw refused("filter_invalid", "A filter has at most " + LONGEST_FILTER + " characters.");
        }
        try {
            return FrameworkUtil.createFilter(need.filter());
        } catch (InvalidSyntaxException e) {
            throw refused("filter_invalid", "Not an LDAP filter as OSGi writes it: " + e.getMessage());
        }
    }

    /** What the namespace's own attribute must be, when the filter says so at its top; only narrows the search. */
    private static String content(Need need) {
        try {
            SimpleFilter top = SimpleFilter.parse(need.filter());
            List<?> parts = top.getOperation() == SimpleFilter.AND ? (List<?>) top.getValue() : List.of(top);
            for (Object part : parts) {
                SimpleFilter filter = (SimpleFilter) part;
                if (filter.getOperation() == SimpleFilter.EQ && need.namespace().equals(filter.getName())) {
                    return (String) filter.getValue();
                }
            }
            return null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static Refused refused(String code, String detail) {
        return new Refused(new Problem(
                400,
                code,
                detail,
                "Send {\"requirements\":[{\"namespace\":\"ctos.skill\",\"filter\":\"(ctos.skill=ID)\"}]}."));
    }
}
