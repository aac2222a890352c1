package dev.slipway.toolbox.brief;

import dev.slipway.toolbox.brief.Brief.Guardrails;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The verdict of a brief. */
final class Sentence {

    private static final int DIGEST = 19;

    private Sentence() {}

    static String of(
            List<ResourceChange> changes,
            List<Evidence.Image> images,
            Impact impact,
            Guardrails guardrails,
            List<Migration> migrations,
            boolean first) {
        if (!guardrails.violations().isEmpty()) {
            var count = guardrails.violations().size();
            return "The update would be refused: %d guardrail%s violated."
                    .formatted(count, count == 1 ? " is" : "s are");
        }
        var losses = changes.stream().filter(ResourceChange::losesData).toList();
        if (!losses.isEmpty()) {
            return "Data is lost: %s."
                    .formatted(losses.stream()
                            .map(change -> "the %s %s is %s".formatted(change.kind(), change.name(), change.what()))
                            .collect(Collectors.joining(", ")));
        }
        if (changes.isEmpty()) {
            return "Nothing changes.";
        }
        if (first) {
            return "The first update creates %d resources.".formatted(changes.size());
        }
        if (changes.stream().allMatch(ResourceChange::image)) {
            return images.isEmpty()
                    ? "Only the image build changes: the services keep their image."
                    : "Only the image changes: %s%s."
                            .formatted(
                                    images.stream().map(Sentence::image).collect(Collectors.joining(", ")),
                                    brought(migrations));
        }
        var counts = new ArrayList<String>();
        for (var what : List.of("replaced", "deleted", "changed", "created")) {
            var count = changes.stream()
                    .filter(change -> change.what().equals(what) && !change.image())
                    .count();
            if (count > 0) {
                counts.add("%d %s %s".formatted(count, count == 1 ? "is" : "are", what));
            }
        }
        var interruptions = impact.effects().stream()
                .filter(effect -> !effect.interruption().isEmpty())
                .map(effect -> effect.what() + ": " + effect.interruption())
                .toList();
        return "%s%s; %s%s."
                .formatted(
                        images.isEmpty() ? "Of the resources " : "The image changes, and of the other resources ",
                        String.join(", ", counts),
                        interruptions.isEmpty() ? "no interruption is expected" : String.join(", ", interruptions),
                        migrations.isEmpty() ? "; no data is deleted" : brought(migrations));
    }

    private static String brought(List<Migration> migrations) {
        var risks = migrations.stream()
                .flatMap(migration -> migration.warnings().stream())
                .toList();
        if (migrations.isEmpty()) {
            return "";
        }
        return "; %d migration%s %s"
                .formatted(
                        migrations.size(),
                        migrations.size() == 1 ? "" : "s",
                        risks.isEmpty()
                                ? "without a known risk"
                                : "with a risk: " + risks.getFirst() + (risks.size() > 1 ? ", and more" : ""));
    }

    private static String image(Evidence.Image image) {
        return image.after().startsWith("sha256:")
                ? "from %s to %s (%s)"
                        .formatted(
                                image.before().isEmpty() ? "nothing" : shortened(image.before()),
                                shortened(image.after()),
                                image.name())
                : "it is built during the update";
    }

    private static String shortened(String digest) {
        return digest.startsWith("sha256:") ? digest.substring(0, DIGEST) : digest;
    }
}
