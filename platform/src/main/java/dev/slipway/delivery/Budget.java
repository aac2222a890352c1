package dev.slipway.delivery;

import com.pulumi.aws.budgets.BudgetArgs;
import com.pulumi.aws.budgets.inputs.BudgetNotificationArgs;
import com.pulumi.resources.ComponentResourceOptions;
import dev.slipway.component.Component;

import java.util.List;

/** A word to the team before the month's budget is spent: at 80 % of it, and when it is forecast to be passed. */
public final class Budget extends Component {

    /** @param dollars a month, for the whole account */
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
