package dev.slipway.settings;

import org.apache.commons.text.similarity.LevenshteinDistance;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Guesses what a misspelt word was meant to be. */
final class Nearest {

    private Nearest() {}

    /** The word that most likely was meant, unless none is close: at most a third of the letters may differ. */
    static Optional<String> to(String written, Stream<String> words) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return words.filter(word -> distance.apply(plain(written), plain(word)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparing(word -> distance.apply(plain(written), plain(word))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }
}
