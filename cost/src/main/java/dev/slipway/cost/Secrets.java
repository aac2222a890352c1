package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.Set;

/** KMS keys, secrets and parameters. Standard parameters are free. */
final class Secrets implements Pricer {

    private static final String KEY = "aws:kms/key:Key";
    private static final String SECRET = "aws:secretsmanager/secret:Secret";
    private static final String PARAMETER = "aws:ssm/parameter:Parameter";

    @Override
    public Set<String> types() {
        return Set.of(KEY, SECRET, PARAMETER);
    }

    @Override
    public void price(Bill bill) {
        each(bill, KEY, "keys", "kms.key");
        each(bill, SECRET, "secrets", "secrets.secret");
        bill.byComponent(PARAMETER).values().forEach(parameters -> {
            var advanced = parameters.stream()
                    .filter(parameter ->
                            parameter.value("tier").filter("Advanced"::equals).isPresent())
                    .toList();
            bill.add(advanced, "advanced parameters", "", BigDecimal.valueOf(advanced.size()), "parameters.advanced");
        });
    }

    private static void each(Bill bill, String type, String what, String item) {
        bill.byComponent(type).values().forEach(all -> bill.add(all, what, "", BigDecimal.valueOf(all.size()), item));
    }
}
