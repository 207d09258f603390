package net.chingtech.ctos.verify;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that must be refused, in the order of the stages. */
final class Corpus {

    private static final List<String> STAGES = List.of(
            "authorities",
            "envelope",
            "certificate",
            "name_space",
            "notice",
            "digest",
            "zip",
            "jar_signature",
            "manifest",
            "content",
            "agreement");

    private static final String HEAD = """
            # What the verifier refuses

            Every row is made anew by the tests (`CorpusTest`), brought before the verifier, and must be refused at just that
            stage with just that code, within its deadline and a small heap, while nothing is written anywhere. The test also
            holds this table to the truth: after a change of the cases it leaves the new one in `target/CORPUS.md`.

            Stages, in their order: `authorities`, whose folder must be whole; `envelope`, `certificate` and `name_space` of a statement; `notice` of a word about a key;
            `digest`, `zip`, `jar_signature`, `manifest`, `content` and `agreement` of an artifact.

            """;

    private Corpus() {}

    static List<BadCase> all() {
        return Stream.of(
                        EnvelopeCases.all(),
                        CertificateCases.all(),
                        NoticeCases.all(),
                        ZipCases.all(),
                        ZipFieldCases.all(),
                        ZipNameCases.all(),
                        SignatureCases.all(),
                        ManifestCases.all(),
                        HeaderCases.all(),
                        ContentCases.all(),
                        TextCases.all(),
                        LibraryCases.all(),
                        AgreementCases.all(),
                        UnsignedCases.all(),
                        FolderCases.all(),
                        LoadCases.all())
                .flatMap(Collection::stream)
                .sorted(Comparator.comparing(each -> STAGES.indexOf(each.stage())))
                .toList();
    }

    static String table() {
        StringBuilder table = new StringBuilder(HEAD);
        table.append("| case | what it is | stage | refused as |\n|---|---|---|---|\n");
        for (BadCase each : all()) {
            table.append("| `" + each.name() + "` | " + each.what().replace("|", "\\|") + " | " + each.stage() + " | `"
                    + each.code() + "` |\n");
        }
        return table.append("\n" + all().size() + " cases.\n").toString();
    }
}
