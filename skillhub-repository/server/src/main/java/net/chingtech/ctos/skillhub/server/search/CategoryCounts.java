package net.chingtech.ctos.skillhub.server.search;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;

/** Counts, while a search goes through what fits, how much of it is in each category: by number in a segment, then by name. */
final class CategoryCounts extends SimpleCollector {

    /** Names as they were written; what filters ask for is in a field of its own. */
    private static final String FIELD = "category_name";

    /** More than a page can show; anybody may invent categories. */
    private static final int MOST = 100;

    private final Map<String, Long> byName = new HashMap<>();
    private SortedSetDocValues names;
    private int[] byNumber;

    static void add(Document document, List<String> categories) {
        Set<String> folded = new HashSet<>();
        for (String category : categories) {
            if (folded.add(folded(category))) {
                document.add(new SortedSetDocValuesField(FIELD, new BytesRef(category)));
            }
        }
    }

    @Override
    protected void doSetNextReader(LeafReaderContext segment) throws IOException {
        finish();
        names = DocValues.getSortedSet(segment.reader(), FIELD);
        byNumber = new int[(int) names.getValueCount()];
    }

    @Override
    public void collect(int doc) throws IOException {
        if (names.advanceExact(doc)) {
            for (int i = names.docValueCount(); i > 0; i--) {
                byNumber[(int) names.nextOrd()]++;
            }
        }
    }

    /** Numbers mean something in their segment only. */
    @Override
    public void finish() throws IOException {
        for (int i = 0; names != null && i < byNumber.length; i++) {
            if (byNumber[i] > 0) {
                byName.merge(names.lookupOrd(i).utf8ToString(), (long) byNumber[i], Long::sum);
            }
        }
        names = null;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    private static String folded(String category) {
        return category.toLowerCase(Locale.ROOT);
    }

    /** Adds up the segments, and the ways to write a name: the most frequent stands for all. */
    static final class Manager implements CollectorManager<CategoryCounts, List<CategoryCount>> {

        private static final Comparator<CategoryCount> MOST_FIRST =
                Comparator.comparing(CategoryCount::count).reversed().thenComparing(CategoryCount::name);

        @Override
        public CategoryCounts newCollector() {
            return new CategoryCounts();
        }

        @Override
        public List<CategoryCount> reduce(Collection<CategoryCounts> collectors) {
            Map<String, Long> written = new HashMap<>();
            collectors.forEach(one -> one.byName.forEach((name, count) -> written.merge(name, count, Long::sum)));
            Map<String, CategoryCount> categories = new HashMap<>();
            written.entrySet().stream()
                    .map(entry -> new CategoryCount(entry.getKey(), entry.getValue()))
                    .sorted(MOST_FIRST)
                    .forEach(one -> categories.merge(
                            folded(one.name()),
                            one,
                            (first, next) -> new CategoryCount(first.name(), first.count() + next.count())));
            return categories.values().stream().sorted(MOST_FIRST).limit(MOST).toList();
        }
    }
}
