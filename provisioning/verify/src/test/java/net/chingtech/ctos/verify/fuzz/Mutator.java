package net.chingtech.ctos.verify.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs, the same way for the same seed on every Java. */
final class Mutator {

    private static final int[] NUMBERS = {
        0, 1, 7, 8, 20, 22, 30, 46, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, -1
    };

    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "1.5",
            "{}",
            "[]",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            ",",
            ":",
            "\"",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "9999999999999999999999",
            "../",
            "META-INF/",
            "PK\1\2",
            "PK\3\4",
            "PK\5\6",
            "PK\6\6",
            "\uD83D\uDE00",
            "\u202e");

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    /** One of the inputs, changed in one to six ways. */
    byte[] next(List<byte[]> inputs) {
        byte[] input = inputs.get(random.nextInt(inputs.size())).clone();
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            input = changed(input, inputs.get(random.nextInt(inputs.size())));
        }
        return input;
    }

    private byte[] changed(byte[] input, byte[] other) {
        int at = random.nextInt(input.length + 1);
        int length = Math.min(random.nextInt(random.nextBoolean() ? 8 : 400), input.length - at);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(input);
            case 1 -> joined(input, at, new byte[0], at + length);
            case 2 -> joined(input, at, Arrays.copyOfRange(input, at, at + length), at);
            case 3 -> joined(input, at, number(), Math.min(input.length, at + 4));
            case 4 -> joined(input, at, word(), at + Math.min(length, 8));
            case 5 -> {
                int from = random.nextInt(other.length + 1);
                byte[] part = Arrays.copyOfRange(other, from, Math.min(other.length, from + length));
                yield joined(input, at, part, at + length);
            }
            default -> joined(input, at, new byte[] {(byte) random.nextInt(256)}, Math.min(input.length, at + 1));
        };
    }

    private byte[] flipped(byte[] input) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private byte[] number() {
        int number = NUMBERS[random.nextInt(NUMBERS.length)];
        byte[] bytes = {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, 2);
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] input, int headEnd, byte[] middle, int tailBegin) {
        byte[] all = Arrays.copyOf(input, headEnd + middle.length + input.length - tailBegin);
        System.arraycopy(middle, 0, all, headEnd, middle.length);
        System.arraycopy(input, tailBegin, all, headEnd + middle.length, input.length - tailBegin);
        return all;
    }
}
