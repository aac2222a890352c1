package dev.slipway.toolbox.report;

import dev.slipway.Environment;
import dev.slipway.EstatePlans;
import dev.slipway.settings.reading.SettingValue;
import dev.slipway.settings.stack.StackConfig;
import dev.slipway.toolbox.TestProject;
import dev.slipway.toolbox.report.GuardrailRow.Verdict;

import java.math.BigDecimal;
import java.util.List;

/** Reports of the sample project's stacks. */
final class SampleReports {

    private SampleReports() {}

    static Side side(String stack) {
        return new Side(
                EstatePlans.of(TestProject.FOLDER).plan(stack),
                SettingValue.of(
                        StackConfig.fromFiles(TestProject.FOLDER, stack),
                        Environment.architecture().names()));
    }

    /** Staging next to production, with every section. */
    static Report whole() {
        return Report.of(side("staging"))
                .comparing(side("staging"), side("prod"))
                .withCosts(List.of(
                        new CostBar("Logs", new BigDecimal("4.5")),
                        new CostBar("Database", new BigDecimal("1213.14")),
                        new CostBar("Load balancer", new BigDecimal("17.52"))))
                .withGuardrails(List.of(
                        new GuardrailRow(
                                "database-encrypted",
                                "high",
                                "A database is encrypted at rest.",
                                List.of("RDS.3", "CKV_AWS_16"),
                                Verdict.KEPT,
                                List.of()),
                        new GuardrailRow(
                                "logs-kept",
                                "medium",
                                "Logs are kept for a year.",
                                List.of("CloudWatch.16"),
                                Verdict.EXCEPTED,
                                List.of("logs-service-app: staging has no data of customers, until 2027-01-01")),
                        new GuardrailRow(
                                "no-open-ports",
                                "critical",
                                "Only the load balancer is open to the internet.",
                                List.of("EC2.18", "EC2.19"),
                                Verdict.VIOLATED,
                                List.of("network-debug-group: port 22 is open to 0.0.0.0/0; remove the rule"))));
    }
}
