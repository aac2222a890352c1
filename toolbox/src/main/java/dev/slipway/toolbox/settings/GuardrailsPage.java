package dev.slipway.toolbox.settings;

import dev.slipway.guardrails.Declined;
import dev.slipway.guardrails.Guardrail;
import dev.slipway.guardrails.rules.Rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** docs/guardrails.md. */
final class GuardrailsPage {

    private GuardrailsPage() {}

    static String text() {
        return """
                <!-- Generated from the rules in guardrails/src/main/java/dev/slipway/guardrails/rules by ./slipway settings --write. -->
                # Guardrails

                A guardrail is a rule that the plan of every stack keeps. `pulumi preview`, `pulumi up` and `./slipway check <stack>` stop
                at a violation before the first resource is created, and so does ci.yml for a pull request. They name the resource, the
                value and the fix:

                ```
                Pulumi.prod.yaml: 1 guardrail is violated
                  slipway-prod-database-instance
                    multiAz is false.
                    The database of production has a standby in another zone (database-has-a-standby, high).
                    -> set database.multiAz to true
                ```

                There are %d rules. A rule holds in every stack that has such a resource, also for resources that a team adds; a rule whose
                sentence says production holds with `production: true`. Controls are those of AWS Foundational Security Best Practices
                (`RDS.3`), Checkov (`CKV_AWS_16`), cdk-nag (`EC23`) and AWS Control Tower (`CT.ECS.PR.3`). A rule without controls is
                Slipway's own.

                ## Exceptions

                A stack may violate a rule until a day. An expired or unused exception is a mistake. A permanent one names who decided.

                ```yaml
                config:
                  exceptions:
                    - rule: database-has-a-standby
                      resource: slipway-prod-database-instance
                      reason: A standby is ordered with the next budget.
                      until: "2027-03-31"
                ```

                ## What the rules notice

                `./slipway check <stack> --mutate` changes each input that matters for security or durability for the worse, one at a time,
                and lists the changes that no rule notices, with the reason if there is one. A test does so for all stacks and the services of
                [the recipes](recipes/README.md), and fails if more than 5 %% go unnoticed.

                ## Checkov

                Checkov reads the plan in Terraform's form. It finds nothing but the controls that the last section declines:

                ```sh
                pip install checkov
                ./slipway plan prod --terraform >plan.json
                checkov -f plan.json --framework terraform_plan --compact --quiet --skip-check %s
                ```

                For an environment that is not production, it also finds CKV_AWS_150, CKV_AWS_157, CKV_AWS_293, CKV_AWS_338 and
                CKV2_AWS_28: protection from deletion, a standby, a year of logs and the web ACL are what production adds. All but the
                first and third are settings.

                ## Rules

                """.formatted(Rules.all().size(), skipped())
                + Rules.byArea().entrySet().stream().map(GuardrailsPage::area).collect(Collectors.joining("\n"))
                + """

                ## Controls that the estate does not meet

                | controls | what they ask for | why not |
                |---|---|---|
                """
                + Declined.ALL.stream()
                        .map(each -> "| %s | %s | %s |%n"
                                .formatted(String.join(", ", each.controls()), each.what(), each.reason()))
                        .collect(Collectors.joining())
                + controls();
    }

    private static String skipped() {
        return Declined.ALL.stream()
                .flatMap(each -> each.controls().stream())
                .filter(control -> control.startsWith("CKV"))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String area(Map.Entry<String, ? extends Collection<Guardrail>> area) {
        return "### %s%n%n| rule | | severity | controls |%n|---|---|---|---|%n".formatted(area.getKey())
                + area.getValue().stream().map(GuardrailsPage::row).collect(Collectors.joining());
    }

    private static String row(Guardrail rule) {
        return "| `%s` | %s. | %s | %s |%n"
                .formatted(
                        rule.id(),
                        rule.sentence().replace("|", "\\|"),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        String.join(", ", rule.controls()));
    }

    /** The number of controls, so that a rule that disappears is noticed in a review of this page. */
    private static String controls() {
        var met = Rules.all().stream()
                .flatMap(rule -> rule.controls().stream())
                .distinct()
                .count();
        var declined =
                Declined.ALL.stream().mapToInt(each -> each.controls().size()).sum();
        return "%nThe rules cover %d controls; %d are declined.%n".formatted(met, declined);
    }
}
