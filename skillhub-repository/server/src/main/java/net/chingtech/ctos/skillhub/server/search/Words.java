package net.chingtech.ctos.skillhub.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * How text becomes words, when it is indexed and when it is looked for. Chinese, Japanese and Korean are cut into pairs
 * of characters; a single one is found too. Accents and letter case do not count.
 */
final class Words {

    /** The fields that are searched, and how much a hit in each counts. */
    private static final Map<String, Float> FIELDS =
            Map.of("name", 8f, "tags", 5f, "id", 4f, "author", 3f, "summary", 3f, "description", 1f);

    private static final int MOST = 16;
    private static final int SHORTEST_PREFIX = 2;
    private static final int SHORTEST_WITH_TYPO = 4;
    private static final int SHORTEST_WITH_TWO_TYPOS = 8;
    private static final int MOST_VARIANTS = 50;
    private static final float PREFIX_COUNTS = 0.5f;
    private static final float TYPO_COUNTS = 0.2f;
    private static final float OTHER_FIELDS_COUNT = 0.1f;

    private Words() {}

    /** For text that is indexed: pairs and single characters. */
    static Analyzer indexing() {
        return new Cutter(true);
    }

    /** All words must be there, each in any field. */
    static Query query(String text) {
        List<String> words = cut(text);
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no word in the text");
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            List<Query> places = new ArrayList<>();
            FIELDS.forEach((field, boost) -> places.add(new BoostQuery(word(new Term(field, word)), boost)));
            all.add(new DisjunctionMaxQuery(places, OTHER_FIELDS_COUNT), BooleanClause.Occur.MUST);
        }
        return all.build();
    }

    private static Query word(Term term) {
        BooleanQuery.Builder ways = new BooleanQuery.Builder();
        ways.add(new TermQuery(term), BooleanClause.Occur.SHOULD);
        int length = term.text().codePointCount(0, term.text().length());
        if (length >= SHORTEST_PREFIX) {
            ways.add(new BoostQuery(new PrefixQuery(term), PREFIX_COUNTS), BooleanClause.Occur.SHOULD);
        }
        if (length >= SHORTEST_WITH_TYPO) {
            int typos = length >= SHORTEST_WITH_TWO_TYPOS ? 2 : 1;
            Query alike = new FuzzyQuery(term, typos, 1, MOST_VARIANTS, true);
            ways.add(new BoostQuery(alike, TYPO_COUNTS), BooleanClause.Occur.SHOULD);
        }
        return ways.build();
    }

    /** Ids and tags hold words between marks that the tokenizer does not split at. */
    static String spaced(String text) {
        return text.replace('.', ' ').replace('_', ' ').replace('-', ' ');
    }

    private static List<String> cut(String text) {
        List<String> words = new ArrayList<>();
        try (Analyzer analyzer = new Cutter(false);
                TokenStream tokens = analyzer.tokenStream("", spaced(text))) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && words.size() < MOST) {
                words.add(word.toString());
            }
            tokens.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Cutter extends Analyzer {

        private final boolean singleCharacters;

        Cutter(boolean singleCharacters) {
            this.singleCharacters = singleCharacters;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new StandardTokenizer();
            TokenStream folded = new ASCIIFoldingFilter(new LowerCaseFilter(new CJKWidthFilter(tokenizer)));
            int scripts =
                    CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(tokenizer, new CJKBigramFilter(folded, scripts, singleCharacters));
        }
    }
}
