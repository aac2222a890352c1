package dev.slipway.delivery;

import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

import java.util.List;

/** A budget that notifies the team at 80 % of the monthly amount, and when the forecast exceeds it. */
public final class Budget extends Component {

    /** @param dollars the monthly amount for the whole account */
    public Budget(String name, String project, int dollars, List<String> emails, ComponentResourceOptions options) {
        super("slipway:delivery:Budget", name, options);
        new com.pulumi.aws.budgets.Budget(
                named("month"),
                BudgetArgs.builder()
                        .name(project + "-month")
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .limitAmount(Integer.toString(dollars))
                        .limitUnit("USD")
                        .notifications(notification("ACTUAL", 80, emails), notification("FORECASTED", 100, emails))
                        .build(),
                owned());
        registerOutputs();
    }

    private static BudgetNotificationArgs notification(String type, double percent, List<String> emails) {
        return BudgetNotificationArgs.builder()
                .notificationType(type)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .subscriberEmailAddresses(emails)
                .build();
    }
}
