package dev.slipway.settings.rules;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses the intended word for a misspelled one. */
public final class Nearest {

    private Nearest() {}

    /** The most likely intended word: it begins with the written text, or at most a third of its letters differ. */
    public static Optional<String> to(String written, Stream<String> words) {
        return words.filter(word -> distance(written, word) <= Math.max(1, word.length() / 3)
                        || plain(word).startsWith(plain(written)))
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    private static int distance(String written, String word) {
        return LevenshteinDistance.getDefaultInstance().apply(plain(written), plain(word));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
