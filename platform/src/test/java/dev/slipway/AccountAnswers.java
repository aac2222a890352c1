package dev.slipway;

import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;

import java.util.HashMap;
import java.util.Map;

/**
 * An account with its own answers to some lookups.
 *
 * @param answers by function token: properties that override those of {@code others}, or a failure message as text
 */
record AccountAnswers(Answers others, Map<String, ?> answers) implements LayeredAnswers {

    @Override
    public Map<String, Object> invoked(String token, Map<String, Object> args) {
        var answer = new HashMap<>(others.invoked(token, args));
        switch (answers.get(token)) {
            case String failure -> throw new IllegalStateException(failure);
            case Map<?, ?> found -> found.forEach((name, value) -> answer.put(String.valueOf(name), value));
            case null, default -> {}
        }
        return answer;
    }
}
