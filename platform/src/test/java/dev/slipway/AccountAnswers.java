package dev.slipway;

import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;

import java.util.HashMap;
import java.util.Map;

/**
 * An account that answers some look-ups in its own way.
 *
 * @param said by the function's token, properties over those of {@code others}; or, as text, the words that it fails with
 */
record AccountAnswers(Answers others, Map<String, ?> said) implements LayeredAnswers {

    @Override
    public Map<String, Object> invoked(String token, Map<String, Object> args) {
        var answer = new HashMap<>(others.invoked(token, args));
        switch (said.get(token)) {
            case String failure -> throw new IllegalStateException(failure);
            case Map<?, ?> found -> found.forEach((name, value) -> answer.put(String.valueOf(name), value));
            case null, default -> {}
        }
        return answer;
    }
}
