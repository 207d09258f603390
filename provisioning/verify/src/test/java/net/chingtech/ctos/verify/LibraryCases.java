package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** JARs inside the skill. */
final class LibraryCases {

    private final List<BadCase> cases = new ArrayList<>();

    private interface Bytes {
        byte[] make() throws Exception;
    }

    static List<BadCase> all() {
        LibraryCases cases = new LibraryCases();
        cases.classes();
        cases.zips();
        cases.bombs();
        return cases.cases;
    }

    private void classes() {
        library(
                "our_api",
                "a copy of the API",
                "class_reserved",
                () -> GoodReleaseTest.library(
                        "net/chingtech/ctos/skill/SkillTool.class", ContentCases.classFile(61, 0)));
        library(
                "our_api_versioned",
                "a copy of the API for newer Java",
                "class_reserved",
                () -> GoodReleaseTest.library(
                        "META-INF/versions/9/net/chingtech/ctos/skill/SkillTool.class", ContentCases.classFile(61, 0)));
        library(
                "java",
                "a class of Java",
                "class_reserved",
                () -> GoodReleaseTest.library("java/lang/Evil.class", ContentCases.classFile(61, 0)));
        library(
                "newer_java",
                "a class for Java 25",
                "class_too_new",
                () -> GoodReleaseTest.library("a/B.class", ContentCases.classFile(69, 0)));
        library(
                "text",
                "a class that is none",
                "class_malformed",
                () -> GoodReleaseTest.library("a/B.class", new byte[] {1}));
    }

    private void zips() {
        library("no_zip", "no JAR", "library_malformed", () -> "no JAR".getBytes());
        library("climbs", "a name that climbs", "library_malformed", () -> RawZip.with("../evil", e -> {})
                .bytes());
        library("prefix", "bytes in front", "library_malformed", () -> RawZip.with("a", e -> e.before = new byte[9])
                .bytes());
        library("twice", "a name twice", "library_malformed", () -> new RawZip()
                .and("a")
                .and("a")
                .bytes());
        library("crc", "a broken file", "library_malformed", () -> RawZip.with("a", e -> e.crc ^= 1)
                .bytes());
        cases.add(new BadCase(
                "library.misplaced",
                "a library that is not in lib/",
                "content",
                "library_misplaced",
                scene -> scene.through(Scene.skill().file("other/a.jar", GoodReleaseTest.library("a", new byte[1])))));
        cases.add(new BadCase(
                "library.deeper",
                "a library in a folder of lib/",
                "content",
                "library_misplaced",
                scene -> scene.through(Scene.skill().file("lib/x/a.jar", GoodReleaseTest.library("a", new byte[1])))));
        cases.add(new BadCase(
                "library.upper_case",
                "a library that ends with .JAR",
                "content",
                "library_misplaced",
                scene -> scene.through(Scene.skill().file("lib/a.JAR", GoodReleaseTest.library("a", new byte[1])))));
    }

    private void bombs() {
        library("bomb", "a file that unpacks to a thousand times its size", "library_malformed", () -> RawZip.with(
                        "a", e -> {
                            e.packed = RawZip.deflated(new byte[4 << 20]);
                            e.packedSize = e.packed.length;
                            e.size = 4 << 20;
                        })
                .bytes());
        library("total", "files that are too much together with the skill's", "library_malformed", () -> {
            RawZip zip = new RawZip();
            for (int i = 0; i < 6; i++) {
                zip.and("a" + i, e -> {
                    e.size = 60L << 20;
                    e.packedSize = 1L << 20;
                });
            }
            return zip.bytes();
        });
        library("entries", "20,000 files", "library_malformed", () -> {
            RawZip zip = new RawZip();
            for (int i = 0; i < 20_000; i++) {
                zip.and("a" + i, e -> {});
            }
            return zip.bytes();
        });
        library("too_large", "33 MiB", "library_too_large", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream(34 << 20);
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(0);
                zip.putNextEntry(new ZipEntry("noise"));
                zip.write(SignatureCases.noise(33 << 20));
            }
            return out.toByteArray();
        });
    }

    private void library(String name, String what, String code, Bytes bytes) {
        cases.add(new BadCase(
                "library." + name,
                "a library: " + what,
                "content",
                code,
                scene -> scene.through(Scene.skill().file("lib/a.jar", bytes.make()))));
    }
}
