package dev.slipway.settings.rules;

import dev.slipway.settings.stack.Problem;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generations of the API key are part of names: API_KEY_1, API_KEY_2. */
final class KeyGeneration {

    private KeyGeneration() {}

    static Stream<Problem> problems(String service, List<Integer> generations) {
        return IntStream.range(0, generations.size())
                .filter(i -> generations.get(i) < 1)
                .mapToObj(i -> new Problem(
                        service + ".apiKeys[" + i + "]",
                        "" + generations.get(i),
                        "is not a generation",
                        "count from 1"));
    }
}
