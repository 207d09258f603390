package net.chingtech.ctos.skillhub.server.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import net.chingtech.ctos.skillhub.server.store.Totals;

/** Figures of the running hub in Prometheus' text format. */
final class Metrics {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<Integer, LongAdder> answersByStatus = new ConcurrentHashMap<>();
    private final LongAdder publishes = new LongAdder();

    void answered(int status) {
        answersByStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    void published() {
        publishes.increment();
    }

    String text(Totals totals) {
        StringBuilder text = new StringBuilder();
        head(text, "skillhub_requests_total", "counter", "Requests answered since the start, by status.");
        new TreeMap<>(answersByStatus).forEach((status, count) -> text.append("skillhub_requests_total{status=\"")
                .append(status)
                .append("\"} ")
                .append(count.sum())
                .append('\n'));
        line(text, "skillhub_publishes_total", "counter", "Publishes accepted since the start.", publishes.sum());
        line(text, "skillhub_downloads_total", "counter", "Full downloads ever.", totals.downloads());
        line(text, "skillhub_skills", "gauge", "Skills in this hub.", totals.skills());
        line(text, "skillhub_releases", "gauge", "Releases in this hub.", totals.releases());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
