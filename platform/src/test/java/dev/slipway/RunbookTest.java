package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.QueueSpec;
import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;
import dev.slipway.plan.Plan;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static dev.slipway.architecture.QueueSpec.queue;
import static dev.slipway.architecture.ServiceSpec.job;
import static dev.slipway.architecture.ServiceSpec.web;
import static dev.slipway.architecture.ServiceSpec.worker;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that each alarm's description links to a section of docs/runbook.md, and each link in there to one. */
class RunbookTest {

    private static final Path RUNBOOK = Path.of("../docs/runbook.md");

    private static final String LINK = ": https://github.com/your-org/your-repo/blob/main/docs/runbook.md#";

    /** A foundation that was deployed before it had this output. */
    private record FormerFoundation(Answers others) implements LayeredAnswers {

        @Override
        public Map<String, Object> stackOutputs(String stackName) {
            var outputs = new HashMap<>(others.stackOutputs(stackName));
            outputs.remove("repository");
            return outputs;
        }
    }

    private static final QueueSpec MAILS = queue("mails");

    private static final Architecture ALL_KINDS = Architecture.of(
            web("app").ownsSchema().usesFiles().sendsTo(MAILS),
            worker("mailer", MAILS),
            job("cleanup").schedule("cron(0 3 * * ? *)").usesDatabase());

    @Test
    void each_alarm_that_notifies_links_to_its_section() throws IOException {
        var sections = sections();
        assertThat(Stream.of(
                                EstatePlans.of(TestEstate.PROJECT, ALL_KINDS).plan("prod"),
                                TestEstate.aurora("prod").whole())
                        .flatMap(plan -> descriptions(plan).stream()))
                .hasSizeGreaterThan(30)
                .allSatisfy(text -> assertThat(sections).contains(text.substring(text.indexOf(LINK) + LINK.length())));
    }

    @Test
    void without_the_repository_an_alarm_names_the_page() {
        var former = EstatePlans.of(TestEstate.PROJECT, ALL_KINDS).answering(FormerFoundation::new);
        assertThat(descriptions(former.plan("prod")))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).contains(": docs/runbook.md#"));
    }

    @Test
    void links_within_the_runbook_lead_to_sections() throws IOException {
        var links = Stream.of(Files.readString(RUNBOOK).split("\\]\\(#"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf(')')));
        assertThat(links).isNotEmpty().isSubsetOf(sections());
    }

    /** The descriptions of the alarms that notify. */
    private static List<String> descriptions(Plan plan) {
        return Stream.of("aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm")
                .flatMap(plan::all)
                .filter(alarm -> alarm.has("alarmActions"))
                .map(alarm -> alarm.text("alarmDescription"))
                .toList();
    }

    private static Set<String> sections() throws IOException {
        return Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());
    }
}
