package net.chingtech.ctos.skillhub.server.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The index on disk. A skill has one document for each release that is the newest for some channel, so a search in one
 * channel meets every skill once. A skill of which nothing is offered has one without a channel: only its id is known.
 */
final class SkillIndex implements AutoCloseable {

    /** Rises when documents get another shape: older indexes are then made anew. */
    private static final String FORMAT = "3";

    private static final double BUFFER_IN_MB = 4;

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private SkillIndex(FSDirectory directory, IndexWriter writer, SearcherManager searchers) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /** Opens the index, or makes an empty one. */
    static SkillIndex open(Path folder) throws IOException {
        // Plain reads: mapping files into memory makes newer JVMs warn of native access at every start.
        FSDirectory directory = new NIOFSDirectory(folder);
        try {
            IndexWriter writer = new IndexWriter(
                    directory, new IndexWriterConfig(Words.indexing()).setRAMBufferSizeMB(BUFFER_IN_MB));
            return new SkillIndex(directory, writer, new SearcherManager(writer, new SearcherFactory()));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Whether the index was last committed for this generation of the store. */
    boolean isOf(long generation) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data == null) {
            return false;
        }
        Map<String, String> marks = new java.util.HashMap<>();
        data.forEach(entry -> marks.put(entry.getKey(), entry.getValue()));
        return marks.equals(marks(generation));
    }

    void clear() throws IOException {
        writer.deleteAll();
    }

    /** Puts these documents in the place of all that the skill had. */
    void replace(SkillId id, List<IndexedRelease> releases) throws IOException {
        List<Document> documents = new ArrayList<>();
        releases.forEach(release -> documents.add(document(release)));
        if (documents.isEmpty()) {
            Document nothingOffered = new Document();
            nothingOffered.add(new StringField("key", id.value(), Field.Store.NO));
            documents.add(nothingOffered);
        }
        writer.updateDocuments(new Term("key", id.value()), documents);
    }

    /** Notes how often a skill was downloaded; others see it after {@link #show()}. */
    void popularity(SkillId id, long downloads) throws IOException {
        writer.updateNumericDocValue(new Term("key", id.value()), "downloads", downloads);
    }

    /** Writes all to disk, as the index of this generation. */
    void commit(long generation) throws IOException {
        writer.setLiveCommitData(marks(generation).entrySet());
        writer.commit();
        show();
    }

    /** Lets searches see what was written. */
    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Ids within one insertion, deletion, replacement or swap of letters; the id itself is left out. */
    Set<SkillId> oneSlipFrom(SkillId id) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Set<SkillId> near = new HashSet<>();
            for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
                Terms ids = segment.reader().terms("key");
                if (ids == null) {
                    continue;
                }
                TermsEnum terms = new FuzzyTermsEnum(ids, new Term("key", id.value()), 1, 0, true);
                for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                    near.add(new SkillId(term.utf8ToString()));
                }
            }
            near.remove(id);
            return near;
        } finally {
            searchers.release(searcher);
        }
    }

    Found search(SkillSearch search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            int last = search.page() * search.perPage();
            TopFieldDocs hits = searcher.search(
                    query(search), new TopFieldCollectorManager(sort(search), last, null, Integer.MAX_VALUE));
            List<Long> page = new ArrayList<>();
            for (int i = last - search.perPage(); i < Math.min(last, hits.scoreDocs.length); i++) {
                ScoreDoc hit = hits.scoreDocs[i];
                page.add(searcher.storedFields()
                        .document(hit.doc)
                        .getField("release")
                        .numericValue()
                        .longValue());
            }
            return new Found(page, hits.totalHits.value);
        } finally {
            searchers.release(searcher);
        }
    }

    List<CategoryCount> categories(SkillSearch search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return searcher.search(query(search.inAnyCategory()), new CategoryCounts.Manager());
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }

    private static Document document(IndexedRelease release) {
        SkillManifest manifest = release.manifest();
        Document document = new Document();
        document.add(new StringField("key", manifest.id().value(), Field.Store.NO));
        document.add(new StoredField("release", release.number()));
        // 1. What filters ask for, as it stands.
        for (Channel channel : release.channels()) {
            document.add(new StringField("channel", channel.wire(), Field.Store.NO));
        }
        document.add(new StringField("tier", release.tier().wire(), Field.Store.NO));
        manifest.tags().forEach(tag -> document.add(new StringField("tag", tag, Field.Store.NO)));
        manifest.categories()
                .forEach(category -> document.add(new StringField("category", folded(category), Field.Store.NO)));
        CategoryCounts.add(document, manifest.categories());
        // 2. What words are looked for in.
        document.add(new TextField("id", Words.spaced(manifest.id().value()), Field.Store.NO));
        document.add(new TextField("name", manifest.name(), Field.Store.NO));
        document.add(new TextField("summary", manifest.summary(), Field.Store.NO));
        document.add(new TextField("author", manifest.author().name(), Field.Store.NO));
        document.add(new TextField("tags", Words.spaced(String.join(" ", manifest.tags())), Field.Store.NO));
        document.add(new TextField("description", release.description(), Field.Store.NO));
        // 3. What results are ordered by.
        document.add(new NumericDocValuesField("downloads", release.downloads()));
        document.add(new NumericDocValuesField("updated", release.updatedAt().toEpochMilli()));
        document.add(new DoubleDocValuesField("rating", release.rating()));
        document.add(new SortedDocValuesField("name_order", new BytesRef(folded(manifest.name()))));
        document.add(
                new SortedDocValuesField("id_order", new BytesRef(manifest.id().value())));
        return document;
    }

    private static Query query(SkillSearch search) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(
                search.text().isBlank() ? new MatchAllDocsQuery() : Words.query(search.text()),
                BooleanClause.Occur.MUST);
        filter(query, "channel", search.channel().wire());
        search.tags().forEach(tag -> filter(query, "tag", tag));
        if (search.category() != null) {
            filter(query, "category", folded(search.category()));
        }
        if (search.tier() != null) {
            filter(query, "tier", search.tier().wire());
        }
        if (search.slugPrefix() != null) {
            // A slug is the id with hyphens for dots; its other characters mean nothing in an expression.
            String ids = search.slugPrefix().replace("-", "[.\\-]") + ".*";
            query.add(new RegexpQuery(new Term("key", ids)), BooleanClause.Occur.FILTER);
        }
        return query.build();
    }

    private static void filter(BooleanQuery.Builder query, String field, String value) {
        query.add(new TermQuery(new Term(field, value)), BooleanClause.Occur.FILTER);
    }

    private static Sort sort(SkillSearch search) {
        SortField first =
                switch (search.order()) {
                    case RELEVANCE -> SortField.FIELD_SCORE;
                    case POPULARITY -> new SortField("downloads", SortField.Type.LONG, true);
                    case NEWEST -> new SortField("updated", SortField.Type.LONG, true);
                    case RATING -> new SortField("rating", SortField.Type.DOUBLE, true);
                    case NAME -> new SortField("name_order", SortField.Type.STRING);
                };
        return new Sort(
                first,
                new SortField("downloads", SortField.Type.LONG, true),
                new SortField("id_order", SortField.Type.STRING));
    }

    private static Map<String, String> marks(long generation) {
        return Map.of("format", FORMAT, "generation", Long.toString(generation));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
