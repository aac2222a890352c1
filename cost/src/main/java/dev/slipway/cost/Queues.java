package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;

/**
 * SQS queues, as if each request of the usage sent one message, which is sent, received and deleted once. A component's second
 * queue is for messages that fail.
 */
final class Queues implements Pricer {

    private static final String QUEUE = "aws:sqs/queue:Queue";
    private static final BigDecimal CALLS = BigDecimal.valueOf(3);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    @Override
    public Set<String> types() {
        return Set.of(QUEUE);
    }

    @Override
    public void price(Bill bill) {
        var queues = bill.byComponent(QUEUE).values();
        var messages =
                bill.usage().requests().divide(BigDecimal.valueOf(Math.max(1, queues.size())), MathContext.DECIMAL64);
        queues.forEach(queue -> bill.add(
                queue, "messages", "3 calls each", messages.multiply(CALLS).divide(MILLION), "queues.requests"));
    }
}
