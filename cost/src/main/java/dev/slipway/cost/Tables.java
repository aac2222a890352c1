package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** DynamoDB tables with provisioned capacity, such as a table of locks. */
final class Tables implements Pricer {

    private static final String TABLE = "aws:dynamodb/table:Table";

    @Override
    public Set<String> types() {
        return Set.of(TABLE);
    }

    @Override
    public void price(Bill bill) {
        bill.all(TABLE).filter(table -> table.has("writeCapacity")).forEach(table -> {
            bill.hours(
                    List.of(table),
                    "write capacity",
                    "",
                    BigDecimal.valueOf(table.number("writeCapacity")),
                    "tables.write");
            bill.hours(
                    List.of(table),
                    "read capacity",
                    "",
                    BigDecimal.valueOf(table.number("readCapacity")),
                    "tables.read");
        });
    }
}
