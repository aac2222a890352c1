package dev.slipway.settings.rules;

import dev.slipway.settings.Settings;
import dev.slipway.settings.stack.Problem;
import dev.slipway.settings.stack.StackConfig;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A rule between settings, or a rule that bounds and patterns cannot express.
 *
 * @param sentence the rule, for docs/settings.md
 * @param reads the paths that it checks; it is evaluated only if all of them are valid
 */
public record CrossRule<S extends Settings>(
        String sentence, List<String> reads, BiFunction<StackConfig, S, Stream<Problem>> check) {}
